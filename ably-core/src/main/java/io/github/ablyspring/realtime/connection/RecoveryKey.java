package io.github.ablyspring.realtime.connection;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;

/**
 * What it takes to take over the connection of another client (RTN16g).
 *
 * @param connectionKey the key of the connection
 * @param msgSerial the serial of the next publish
 * @param channelSerials channel name to channel serial
 */
record RecoveryKey(String connectionKey, long msgSerial, Map<String, String> channelSerials) {

	/**
	 * Reads a key.
	 * @param text the key as text
	 * @return the key, or {@code null} if the text is not one (RTN16f1)
	 */
	static @Nullable RecoveryKey parse(String text) {
		try {
			Object tree = WireCodec.readTree(WireFormat.JSON, text.getBytes(StandardCharsets.UTF_8));
			if (tree instanceof Map<?, ?> fields && fields.get("connectionKey") instanceof String key
					&& fields.get("msgSerial") instanceof Number serial) {
				return new RecoveryKey(key, serial.longValue(), serials(fields.get("channelSerials")));
			}
			return null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static Map<String, String> serials(@Nullable Object tree) {
		Map<String, String> serials = new LinkedHashMap<>();
		if (tree instanceof Map<?, ?> fields) {
			fields.forEach((name, serial) -> {
				if (name instanceof String text && serial instanceof String value) {
					serials.put(text, value);
				}
			});
		}
		return serials;
	}

	/**
	 * Writes the key as text, in the form the other Ably libraries use.
	 * @return the text
	 */
	String format() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("connectionKey", this.connectionKey);
		fields.put("msgSerial", this.msgSerial);
		fields.put("channelSerials", this.channelSerials);
		return new String(WireCodec.writeTree(WireFormat.JSON, fields), StandardCharsets.UTF_8);
	}

	/**
	 * Says nothing of the key.
	 */
	@Override
	public String toString() {
		return "RecoveryKey[msgSerial=" + this.msgSerial + ", channels=" + this.channelSerials.keySet() + "]";
	}

}
