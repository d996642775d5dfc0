package io.github.ablyspring.emulator.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.ablyspring.emulator.auth.Credentials;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * A request as the REST API sees it.
 *
 * @param method the method
 * @param path the segments of the path, decoded
 * @param query the parameters
 * @param headers the headers, with names in lower case
 * @param body the body, possibly empty
 */
public record RestRequest(String method, List<String> path, Map<String, String> query, Map<String, String> headers,
		byte[] body) {

	private static final String MSGPACK = WireFormat.MSGPACK.mediaType();

	private static final int LATEST_VERSION = 6;

	/**
	 * Takes a path apart. What is encoded in a segment stays in it, slashes included.
	 * @param rawPath the path as it was received
	 * @return its segments
	 */
	public static List<String> segments(String rawPath) {
		List<String> segments = new ArrayList<>();
		for (String segment : rawPath.split("/", -1)) {
			if (!segment.isEmpty()) {
				segments.add(percentDecode(segment));
			}
		}
		return segments;
	}

	private static String percentDecode(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		try {
			for (int i = 0; i < text.length(); i++) {
				char c = text.charAt(i);
				if (c == '%') {
					bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
					i += 2;
				}
				else {
					bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
				}
			}
		}
		catch (NumberFormatException | StringIndexOutOfBoundsException ex) {
			throw Refusals.badRequest("The path is not properly encoded");
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	/**
	 * The format of the answer.
	 * @return what the client accepts
	 */
	public WireFormat responseFormat() {
		String accept = header("accept");
		String wanted = (accept != null) ? accept : this.query.getOrDefault("format", "");
		int msgpack = wanted.indexOf("msgpack");
		int json = wanted.indexOf("json");
		return (msgpack >= 0 && (json < 0 || msgpack < json)) ? WireFormat.MSGPACK : WireFormat.JSON;
	}

	private WireFormat bodyFormat() {
		String type = header("content-type");
		return (type != null && type.toLowerCase(Locale.ROOT).startsWith(MSGPACK)) ? WireFormat.MSGPACK
				: WireFormat.JSON;
	}

	/**
	 * The version of the protocol.
	 * @return its number
	 */
	public int version() {
		String version = this.headers.getOrDefault("x-ably-version", this.query.get("v"));
		try {
			return (version != null) ? (int) Double.parseDouble(version) : 0;
		}
		catch (NumberFormatException ex) {
			return LATEST_VERSION;
		}
	}

	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * What the client shows.
	 * @return the credentials
	 */
	public Credentials credentials() {
		return Credentials.of(header("authorization"), this.query);
	}

	/**
	 * Whom the client says it is.
	 * @return the clientId, if it says so
	 */
	public @Nullable String clientId() {
		String header = header("x-ably-clientid");
		if (header == null) {
			return null;
		}
		try {
			return new String(Base64.getDecoder().decode(header.strip()), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badClientId("The header X-Ably-ClientId is not base64");
		}
	}

	/**
	 * The body, whatever it is.
	 * @return a tree, or {@code null} when there is no body
	 */
	public @Nullable Object tree() {
		return (this.body.length == 0) ? null : WireCodec.readTree(bodyFormat(), this.body);
	}

	/**
	 * The body, an object or nothing.
	 * @return its fields
	 */
	public Map<String, @Nullable Object> fields() {
		return (this.body.length == 0) ? Map.of() : Tree.map(tree());
	}

	/**
	 * The body, one item or a list of them.
	 * @param type the type of the items
	 * @param <T> the type of the items
	 * @return the items
	 */
	public <T> List<T> items(WireType<T> type) {
		if (this.body.length == 0) {
			throw Refusals.badBody("A body is expected");
		}
		return isList() ? WireCodec.readList(bodyFormat(), type, this.body)
				: List.of(WireCodec.read(bodyFormat(), type, this.body));
	}

	private boolean isList() {
		if (bodyFormat() == WireFormat.JSON) {
			return new String(this.body, StandardCharsets.UTF_8).stripLeading().startsWith("[");
		}
		int first = this.body[0] & 0xFF;
		return (first >= 0x90 && first <= 0x9F) || first == 0xDC || first == 0xDD;
	}

	/**
	 * The last segment of the path, to which links to further pages are relative.
	 * @return the segment
	 */
	public String lastSegment() {
		return this.path.isEmpty() ? "" : this.path.get(this.path.size() - 1);
	}

	@Override
	public String toString() {
		return "RestRequest[" + this.method + " " + String.join("/", this.path) + "]";
	}

}
