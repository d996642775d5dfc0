package io.github.ablyspring.message;

import java.util.Collection;
import java.util.Map;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireContent;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * The size of messages as the service counts it against the largest one allowed: name,
 * payload, client id and extras, in bytes (TM6, TP5).
 */
public final class MessageSize {

	private MessageSize() {
	}

	/**
	 * The size of a message, its payload not encoded yet or decoded already.
	 * @param message the message
	 * @return the size in bytes
	 */
	public static long of(Message message) {
		return of(message.name()) + ofContent(message);
	}

	/**
	 * The size of a presence message, its payload not encoded yet or decoded already.
	 * @param message the presence message
	 * @return the size in bytes
	 */
	public static long of(PresenceMessage message) {
		return ofContent(message);
	}

	/**
	 * The size of a message that is encoded.
	 * @param message the message
	 * @return the size in bytes
	 */
	public static long of(WireMessage message) {
		return of(message.name()) + ofContent(message);
	}

	/**
	 * The size of a presence message that is encoded.
	 * @param message the presence message
	 * @return the size in bytes
	 */
	public static long of(WirePresence message) {
		return ofContent(message);
	}

	/**
	 * The size of messages that are encoded, together.
	 * @param messages the messages
	 * @return the size in bytes
	 */
	public static long of(Collection<WireMessage> messages) {
		long size = 0;
		for (WireMessage message : messages) {
			size += of(message);
		}
		return size;
	}

	private static long ofContent(Content content) {
		return ofData(content.data(), content.encoding()) + of(content.clientId()) + of(content.wire().extras());
	}

	private static long ofContent(WireContent content) {
		return ofData(content.data(), content.encoding()) + of(content.clientId()) + of(content.extras());
	}

	private static long ofData(@Nullable Object data, @Nullable String encoding) {
		if (data == null) {
			return 0;
		}
		if (data instanceof byte[] bytes) {
			return bytes.length;
		}
		if (data instanceof String text) {
			// TM6c: what counts is the binary, not its Base64
			return (encoding != null && encoding.endsWith("base64")) ? ofBase64(text) : of(text);
		}
		return of(PayloadEncoder.json(data, PayloadMapper.defaultMapper()));
	}

	private static long of(@Nullable Map<String, @Nullable Object> extras) {
		return (extras != null) ? WireCodec.writeTree(WireFormat.JSON, extras).length : 0;
	}

	private static long ofBase64(String text) {
		int length = text.length();
		while (length > 0 && text.charAt(length - 1) == '=') {
			length--;
		}
		return length * 3L / 4;
	}

	private static long of(@Nullable String text) {
		if (text == null) {
			return 0;
		}
		long size = text.length();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				// of a surrogate pair, each half stands for two of four bytes
				size += (c < 0x800 || Character.isSurrogate(c)) ? 1 : 2;
			}
		}
		return size;
	}

}
