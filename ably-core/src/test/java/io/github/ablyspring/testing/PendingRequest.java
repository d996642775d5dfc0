package io.github.ablyspring.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.HttpHeaders;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A request that the engine made: what was in it, and how it is answered.
 */
public final class PendingRequest {

	private final HttpRequest request;

	private final CompletableFuture<HttpResponse> answer;

	private final VirtualLoop loop;

	private final Instant timestamp;

	private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	PendingRequest(HttpRequest request, CompletableFuture<HttpResponse> answer, VirtualLoop loop) {
		this.request = request;
		this.answer = answer;
		this.loop = loop;
		this.timestamp = loop.now();
		// An HTTP client takes it from the address unless it is told otherwise.
		this.headers.put("Host", request.uri().getAuthority());
		this.headers.putAll(request.headers());
	}

	/**
	 * The request as the transport got it.
	 * @return the request
	 */
	public HttpRequest raw() {
		return this.request;
	}

	/**
	 * Where it goes.
	 * @return the address
	 */
	public URI url() {
		return this.request.uri();
	}

	/**
	 * Which host it goes to.
	 * @return the name
	 */
	public String host() {
		return this.request.uri().getHost();
	}

	/**
	 * The path, as it is on the wire.
	 * @return the encoded path
	 */
	public String path() {
		return this.request.uri().getRawPath();
	}

	/**
	 * The parameters in the address.
	 * @return name to value, decoded
	 */
	public Map<String, String> query() {
		return form(this.request.uri().getRawQuery());
	}

	/**
	 * The HTTP verb.
	 * @return the verb
	 */
	public String method() {
		return this.request.method();
	}

	/**
	 * The headers; looking up disregards case.
	 * @return name to value
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * One of the headers.
	 * @param name its name
	 * @return its value, or {@code null} when it is absent
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * When it was made.
	 * @return the virtual time
	 */
	public Instant timestamp() {
		return this.timestamp;
	}

	/**
	 * The body as it is on the wire.
	 * @return the bytes, empty when there is none
	 */
	public byte[] bodyBytes() {
		byte[] body = this.request.body();
		return (body != null) ? body : new byte[0];
	}

	/**
	 * The body as text.
	 * @return the text
	 */
	public String bodyText() {
		return new String(bodyBytes(), StandardCharsets.UTF_8);
	}

	/**
	 * The body decoded by its content type, JSON or msgpack.
	 * @return maps, lists and scalars
	 */
	public @Nullable Object body() {
		return WireCodec.readTree(format(header("Content-Type")), bodyBytes());
	}

	/**
	 * The body, which must be an object.
	 * @return its fields
	 */
	@SuppressWarnings("unchecked")
	public Map<String, @Nullable Object> bodyMap() {
		return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(body());
	}

	/**
	 * The fields of a form in the body.
	 * @return name to value, decoded
	 */
	public Map<String, String> bodyForm() {
		return form(bodyText());
	}

	/**
	 * Answers with a status and no body.
	 * @param status the HTTP status
	 */
	public void respond(int status) {
		respond(status, null, Map.of());
	}

	/**
	 * Answers.
	 * @param status the HTTP status
	 * @param body see {@link #respond(int, Object, Map)}
	 */
	public void respond(int status, @Nullable Object body) {
		respond(status, body, Map.of());
	}

	/**
	 * Answers.
	 * @param status the HTTP status
	 * @param body bytes and text go out as they are; anything else is a tree, encoded by
	 * the Content-Type given, or else in the format that the request accepts
	 * @param headers the headers of the answer
	 */
	public void respond(int status, @Nullable Object body, Map<String, String> headers) {
		Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(headers);
		byte[] bytes;
		if (body == null) {
			bytes = new byte[0];
		}
		else if (body instanceof byte[] raw) {
			bytes = raw;
		}
		else if (body instanceof String text) {
			bytes = text.getBytes(StandardCharsets.UTF_8);
		}
		else {
			String type = all.get("Content-Type");
			WireFormat format = format((type != null) ? type : header("Accept"));
			all.putIfAbsent("Content-Type", format.mediaType());
			bytes = WireCodec.writeTree(format, body);
		}
		this.answer.complete(new HttpResponse(status, HttpHeaders.of(all), bytes));
	}

	/**
	 * Answers after a while.
	 * @param delay how long it takes
	 * @param status the HTTP status
	 * @param body see {@link #respond(int, Object, Map)}
	 * @param headers the headers of the answer
	 */
	public void respondAfter(Duration delay, int status, @Nullable Object body, Map<String, String> headers) {
		this.loop.schedule(delay, () -> respond(status, body, headers));
	}

	/**
	 * The answer does not come in time: fails once the time that the request allows has
	 * passed.
	 */
	public void timeOut() {
		failAfter(this.request.requestTimeout(),
				new TransportException(Kind.REQUEST_TIMEOUT, "No answer in time: " + host()));
	}

	/**
	 * The network fails after the connection was made.
	 * @param kind how
	 */
	public void fail(Kind kind) {
		fail(new TransportException(kind, kind + " at " + host()));
	}

	void fail(Throwable failure) {
		this.answer.completeExceptionally(failure);
	}

	void failAfter(Duration delay, Throwable failure) {
		this.loop.schedule(delay, () -> fail(failure));
	}

	private static WireFormat format(@Nullable String mediaType) {
		return (mediaType != null && mediaType.contains("msgpack")) ? WireFormat.MSGPACK : WireFormat.JSON;
	}

	private static Map<String, String> form(@Nullable String encoded) {
		Map<String, String> fields = new LinkedHashMap<>();
		if (encoded != null && !encoded.isEmpty()) {
			for (String pair : encoded.split("&")) {
				int equals = pair.indexOf('=');
				String name = (equals >= 0) ? pair.substring(0, equals) : pair;
				String value = (equals >= 0) ? pair.substring(equals + 1) : "";
				fields.put(decode(name), decode(value));
			}
		}
		return fields;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

}
