package io.github.ablyspring.transport;

import java.util.concurrent.CompletableFuture;

/**
 * Sends one HTTP request and brings its answer: the seam between the engine and whatever
 * HTTP client an application prefers.
 * <p>
 * An implementation makes exactly one attempt. Which host is asked, how often, and what a
 * status means is the business of the caller: every status, also an error, is a normal
 * answer. It fails with a {@link TransportException}, whose kind tells whether another
 * host may be tried. It never blocks the calling thread. Nor does it need a clock: the
 * engine cancels what takes longer than the request allows.
 */
@FunctionalInterface
public interface HttpTransport extends AutoCloseable {

	/**
	 * Sends the request.
	 * @param request what to send
	 * @return the answer, or a {@link TransportException}; when it is cancelled, nobody
	 * waits for the answer any more
	 */
	CompletableFuture<HttpResponse> execute(HttpRequest request);

	/**
	 * Frees the connections and buffers of this transport; does nothing by default.
	 */
	@Override
	default void close() {
	}

}
