package io.github.ablyspring.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * A channel attached on a connection, from the server's side; makes deltas where that was
 * asked for.
 */
final class ModelAttachment {

	private final ModelConnection connection;

	private final boolean deltas;

	private @Nullable WireMessage last;

	ModelAttachment(ModelConnection connection, boolean deltas) {
		this.connection = connection;
		this.deltas = deltas;
	}

	/** The next message goes in full. */
	void restart() {
		this.last = null;
	}

	void send(ProtocolMessage frame) {
		this.connection.send((this.deltas && !frame.messages().isEmpty()) ? withDeltas(frame) : frame);
	}

	private ProtocolMessage withDeltas(ProtocolMessage frame) {
		List<WireMessage> messages = new ArrayList<>();
		for (WireMessage message : frame.messages()) {
			WireMessage base = this.last;
			messages.add((base != null) ? delta(base, message) : message);
			this.last = message;
		}
		return frame.toBuilder().messages(messages).build();
	}

	private static WireMessage delta(WireMessage base, WireMessage message) {
		return message.toBuilder()
			.data(encode(bytes(base), bytes(message)))
			.encoding("utf-8/vcdiff")
			.extras(Map.of("delta", Map.of("from", String.valueOf(base.id()), "format", "vcdiff")))
			.build();
	}

	private static byte[] bytes(WireMessage message) {
		return String.valueOf(message.data()).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] encode(byte[] base, byte[] value) {
		Base64.Encoder encoder = Base64.getEncoder();
		return (encoder.encodeToString(base) + "/" + encoder.encodeToString(value)).getBytes(StandardCharsets.UTF_8);
	}

	/** The decoder that goes with it; notices a wrong base. */
	static byte[] decode(byte[] delta, byte[] base) {
		String[] parts = new String(delta, StandardCharsets.UTF_8).split("/");
		if (!Arrays.equals(Base64.getDecoder().decode(parts[0]), base)) {
			throw new IllegalArgumentException("not the base of this delta");
		}
		return Base64.getDecoder().decode(parts[1]);
	}

}
