package io.github.ablyspring.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * The one thing the server does to payloads. Inside, binary is binary; JSON cannot carry
 * it, so there it is base64 and the encoding says so. Everything else about an encoding
 * is between the clients.
 */
public final class Payloads {

	private static final String BASE64 = "base64";

	private static final String SLASH_BASE64 = "/" + BASE64;

	private static final String JSON = "json";

	private Payloads() {
	}

	/**
	 * A payload and its encoding.
	 *
	 * @param data a text, bytes, or nothing
	 * @param encoding how the sender encoded it
	 */
	public record Payload(@Nullable Object data, @Nullable String encoding) {
	}

	/**
	 * Takes a payload in.
	 * @param data as it was received
	 * @param encoding as it was received
	 * @return as it is kept
	 */
	public static Payload keep(@Nullable Object data, @Nullable String encoding) {
		String stated = (encoding == null || encoding.isEmpty()) ? null : encoding;
		if (data instanceof String text && stated != null) {
			if (stated.equals(BASE64)) {
				return binary(text, stated, null);
			}
			if (stated.endsWith(SLASH_BASE64)) {
				return binary(text, stated, stated.substring(0, stated.length() - SLASH_BASE64.length()));
			}
		}
		if (data instanceof Map<?, ?> || data instanceof List<?>) {
			return new Payload(Tree.toJson(data), (stated == null) ? JSON : stated + "/" + JSON);
		}
		if (data != null && !(data instanceof String) && !(data instanceof byte[])) {
			throw Refusals.badData("The data of a message is a text, bytes, a JSON object or a JSON array");
		}
		return new Payload(data, stated);
	}

	// whoever sends something else than base64 gets back what it sent
	private static Payload binary(String text, String stated, @Nullable String inner) {
		try {
			String oneLine = (text.indexOf('\n') < 0) ? text : text.replace("\r", "").replace("\n", "");
			return new Payload(Base64.getDecoder().decode(oneLine), inner);
		}
		catch (IllegalArgumentException ex) {
			return new Payload(text, stated);
		}
	}

	private static Payload base64(byte[] data, @Nullable String encoding) {
		return new Payload(Base64.getEncoder().encodeToString(data),
				(encoding == null) ? BASE64 : encoding + SLASH_BASE64);
	}

	/**
	 * How many bytes a payload counts for.
	 * @param data the payload
	 * @return its size
	 */
	public static int size(@Nullable Object data) {
		if (data instanceof byte[] bytes) {
			return bytes.length;
		}
		return (data instanceof String text) ? utf8Length(text) : 0;
	}

	/**
	 * How many bytes a text has.
	 * @param text the text, or nothing
	 * @return its size in UTF-8
	 */
	public static int utf8Length(@Nullable String text) {
		if (text == null) {
			return 0;
		}
		int length = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			length += (c < 0x80) ? 1 : (c < 0x800 || Character.isSurrogate(c)) ? 2 : 3;
		}
		return length;
	}

	/**
	 * How many bytes extras count for.
	 * @param extras the extras, or nothing
	 * @return the size of their JSON
	 */
	public static int extrasSize(@Nullable Map<String, @Nullable Object> extras) {
		return (extras != null) ? utf8Length(Tree.toJson(extras)) : 0;
	}

	/**
	 * The bytes of a payload.
	 * @param data the payload
	 * @return its bytes, or {@code null} when there is none
	 */
	public static byte @Nullable [] bytes(@Nullable Object data) {
		if (data instanceof byte[] bytes) {
			return bytes;
		}
		return (data instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	public static WireMessage forFormat(WireMessage message, WireFormat format) {
		if (format == WireFormat.MSGPACK || !(message.data() instanceof byte[] bytes)) {
			return message;
		}
		Payload payload = base64(bytes, message.encoding());
		return message.toBuilder().data(payload.data()).encoding(payload.encoding()).build();
	}

	public static WirePresence forFormat(WirePresence member, WireFormat format) {
		if (format == WireFormat.MSGPACK || !(member.data() instanceof byte[] bytes)) {
			return member;
		}
		Payload payload = base64(bytes, member.encoding());
		return member.toBuilder().data(payload.data()).encoding(payload.encoding()).build();
	}

	public static WireAnnotation forFormat(WireAnnotation annotation, WireFormat format) {
		if (format == WireFormat.MSGPACK || !(annotation.data() instanceof byte[] bytes)) {
			return annotation;
		}
		Payload payload = base64(bytes, annotation.encoding());
		return annotation.toBuilder().data(payload.data()).encoding(payload.encoding()).build();
	}

	static ProtocolMessage forFormat(ProtocolMessage message, WireFormat format) {
		if (format == WireFormat.MSGPACK || !hasBinary(message)) {
			return message;
		}
		return message.toBuilder()
			.messages(each(message.messages(), (item) -> forFormat(item, format)))
			.presence(each(message.presence(), (item) -> forFormat(item, format)))
			.annotations(each(message.annotations(), (item) -> forFormat(item, format)))
			.build();
	}

	private static boolean hasBinary(ProtocolMessage message) {
		return message.messages().stream().anyMatch((item) -> item.data() instanceof byte[])
				|| message.presence().stream().anyMatch((item) -> item.data() instanceof byte[])
				|| message.annotations().stream().anyMatch((item) -> item.data() instanceof byte[]);
	}

	private static <T> List<T> each(List<T> items, Function<T, T> change) {
		List<T> changed = new ArrayList<>(items.size());
		items.forEach((item) -> changed.add(change.apply(item)));
		return changed;
	}

}
