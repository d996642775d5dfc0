package io.github.ablyspring.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP request for an {@link HttpTransport}.
 *
 * @param method the HTTP verb
 * @param uri where to, absolute and encoded
 * @param headers the headers to send; {@code Host} follows from the URI
 * @param body the body, or {@code null}; it is not copied, so nobody may change it
 * @param connectTimeout how long opening a connection may take
 * @param requestTimeout how long the request and its answer may take; the engine sees to
 * it, whatever the transport
 */
public record HttpRequest(String method, URI uri, Map<String, String> headers, byte @Nullable [] body,
		Duration connectTimeout, Duration requestTimeout) {

	/**
	 * Makes the headers immutable; they stay the same object if they are.
	 */
	public HttpRequest {
		headers = Map.copyOf(headers);
	}

	// Headers and query carry credentials, and the body may.
	@Override
	public String toString() {
		return this.method + " " + this.uri.getScheme() + "://" + this.uri.getRawAuthority() + this.uri.getRawPath();
	}

}
