package io.github.ablyspring.emulator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * A REST client that knows nothing of Ably.
 */
public final class Rest {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Pattern LINK = Pattern.compile("<\\./([^>]*)>; rel=\"(\\w+)\"");

	private final URI base;

	private final @Nullable String authorization;

	private final WireFormat format;

	private final Map<String, String> headers;

	private Rest(URI base, @Nullable String authorization, WireFormat format, Map<String, String> headers) {
		this.base = base;
		this.authorization = authorization;
		this.format = format;
		this.headers = headers;
	}

	/**
	 * A client with the key of an emulator.
	 * @param emulator the emulator
	 * @return the client
	 */
	public static Rest of(AblyEmulator emulator) {
		return anonymous(emulator).withKey(emulator.key());
	}

	/**
	 * A client without credentials.
	 * @param emulator the emulator
	 * @return the client
	 */
	public static Rest anonymous(AblyEmulator emulator) {
		return new Rest(emulator.uri(), null, WireFormat.JSON, Map.of("X-Ably-Version", "6"));
	}

	public Rest withKey(String key) {
		String encoded = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
		return new Rest(this.base, "Basic " + encoded, this.format, this.headers);
	}

	public Rest withToken(String token) {
		String encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
		return new Rest(this.base, "Bearer " + encoded, this.format, this.headers);
	}

	public Rest in(WireFormat other) {
		return new Rest(this.base, this.authorization, other, this.headers);
	}

	public Rest with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new Rest(this.base, this.authorization, this.format, more);
	}

	public Answer get(String path) {
		return send("GET", path, null);
	}

	public Answer post(String path, Object body) {
		return send("POST", path, body);
	}

	public Answer delete(String path) {
		return send("DELETE", path, null);
	}

	public Answer send(String method, String path, @Nullable Object body) {
		return sendBytes(method, path, (body != null) ? WireCodec.writeTree(this.format, body) : null);
	}

	public Answer sendBytes(String method, String path, byte @Nullable [] body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Accept", this.format.mediaType())
			.header("Content-Type", this.format.mediaType())
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofByteArray(body)
					: HttpRequest.BodyPublishers.noBody());
		this.headers.forEach(request::header);
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		try {
			return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()), this.format, path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static String encode(String segment) {
		return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * An answer.
	 *
	 * @param response the response
	 * @param format the format that was asked for
	 * @param path the path of the request
	 */
	public record Answer(HttpResponse<byte[]> response, WireFormat format, String path) {

		public int status() {
			return this.response.statusCode();
		}

		public @Nullable Object tree() {
			return WireCodec.readTree(this.format, this.response.body());
		}

		@SuppressWarnings("unchecked")
		public Map<String, @Nullable Object> map() {
			return (Map<String, @Nullable Object>) Objects.requireNonNull(tree());
		}

		@SuppressWarnings("unchecked")
		public List<Map<String, @Nullable Object>> list() {
			return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(tree());
		}

		public List<@Nullable Object> column(String field) {
			return list().stream().map((item) -> item.get(field)).toList();
		}

		@SuppressWarnings("unchecked")
		public int errorCode() {
			return ((Number) Objects.requireNonNull(
					((Map<String, @Nullable Object>) Objects.requireNonNull(map().get("error"))).get("code")))
				.intValue();
		}

		public @Nullable String header(String name) {
			return this.response.headers().firstValue(name).orElse(null);
		}

		/**
		 * Where a link leads.
		 * @param relation the relation
		 * @return the path, or {@code null} when there is no such link
		 */
		public @Nullable String link(String relation) {
			for (String header : this.response.headers().allValues("Link")) {
				Matcher matcher = LINK.matcher(header);
				if (matcher.matches() && matcher.group(2).equals(relation)) {
					String directory = this.path.replaceAll("\\?.*", "");
					return directory.substring(0, directory.lastIndexOf('/') + 1) + matcher.group(1);
				}
			}
			return null;
		}

	}

}
