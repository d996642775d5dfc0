package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.delta.VcdiffEncoder;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * What an attachment that wants deltas was sent last, and what follows as a difference to
 * that.
 */
final class DeltaStream {

	private static final String FORMAT = "vcdiff";

	private byte @Nullable [] base;

	private @Nullable String baseId;

	/**
	 * The id of the message that the next delta is to.
	 * @return the id, or nothing when the next message goes in full
	 */
	@Nullable String baseId() {
		return this.baseId;
	}

	/**
	 * Starts over: the next message goes in full.
	 */
	void reset() {
		this.base = null;
		this.baseId = null;
	}

	/**
	 * Notes what was sent in full.
	 * @param id the id of the message
	 * @param message the message
	 */
	void sent(String id, WireMessage message) {
		this.base = Payloads.bytes(message.data());
		this.baseId = (this.base != null) ? id : null;
	}

	/**
	 * Turns messages into deltas, where that is shorter.
	 * @param entry the messages
	 * @return what to send
	 */
	List<WireMessage> encode(LogEntry.Published entry) {
		List<WireMessage> encoded = new ArrayList<>(entry.live().size());
		for (int i = 0; i < entry.live().size(); i++) {
			WireMessage message = entry.live().get(i);
			encoded.add(encode(message));
			sent(entry.id(i), message);
		}
		return encoded;
	}

	private WireMessage encode(WireMessage message) {
		byte[] payload = Payloads.bytes(message.data());
		if (this.base == null || this.baseId == null || payload == null) {
			return message;
		}
		byte[] delta = VcdiffEncoder.encode(this.base, payload);
		if (delta.length >= payload.length) {
			return message;
		}
		Map<String, @Nullable Object> extras = new LinkedHashMap<>();
		if (message.extras() != null) {
			extras.putAll(message.extras());
		}
		extras.put("delta", Map.of("from", this.baseId, "format", FORMAT));
		return message.toBuilder().data(delta).encoding(encoding(message)).extras(extras).build();
	}

	private static String encoding(WireMessage message) {
		String inner = message.encoding();
		if (message.data() instanceof String) {
			inner = (inner != null) ? inner + "/utf-8" : "utf-8";
		}
		return (inner != null) ? inner + "/" + FORMAT : FORMAT;
	}

}
