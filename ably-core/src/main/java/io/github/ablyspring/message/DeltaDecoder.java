package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the deltas that arrive on one channel, which takes the message before
 * each of them (RTL18 to RTL21). Deltas are applied at once, in the order in which they
 * arrive; the rest of a payload is decoded when it is asked for. To be used by one thread
 * at a time.
 */
public final class DeltaDecoder {

	private static final String DELTA = "vcdiff";

	private static final String BASE64 = "base64";

	private final MessageDecoder decoder;

	private final @Nullable VcdiffDecoder vcdiff;

	private @Nullable Message last;

	private @Nullable Object base;

	private boolean baseIsBase64;

	/**
	 * A decoder for one channel.
	 * @param decoder decodes what is no delta
	 * @param vcdiff applies deltas, {@code null} if there is none
	 */
	public DeltaDecoder(MessageDecoder decoder, @Nullable VcdiffDecoder vcdiff) {
		this.decoder = decoder;
		this.vcdiff = vcdiff;
	}

	/**
	 * The messages in a protocol message.
	 * @param around the protocol message
	 * @return its messages, in order
	 * @throws AblyException if a delta cannot be applied; its code is
	 * {@link ErrorCodes#DELTA_DECODING_FAILED} (the channel is to be attached again, from
	 * the protocol message before this one), or {@link ErrorCodes#MISSING_PLUGIN} if
	 * there is nothing to apply deltas with
	 */
	public List<Message> decode(ProtocolMessage around) {
		Envelope envelope = this.decoder.envelope(around);
		List<WireMessage> wires = around.messages();
		if (wires.size() == 1) {
			return List.of(decode(wires.get(0), envelope, 0));
		}
		List<Message> messages = new ArrayList<>(wires.size());
		for (int i = 0; i < wires.size(); i++) {
			messages.add(decode(wires.get(i), envelope, i));
		}
		return messages;
	}

	/**
	 * Forget the message before: the next one has to be none of its deltas.
	 */
	public void reset() {
		this.last = null;
		this.base = null;
		this.baseIsBase64 = false;
	}

	private Message decode(WireMessage wire, Envelope envelope, int index) {
		String encoding = wire.encoding();
		int delta = (encoding != null) ? indexOfDelta(encoding) : -1;
		Message message;
		if (encoding == null || delta < 0) {
			message = new Message(wire, envelope, index);
			this.base = wire.data();
			// RTL19a; decoded only if a delta needs it
			this.baseIsBase64 = encoding != null && isLastStep(encoding, BASE64);
		}
		else {
			message = new Message(apply(wire, encoding, delta), envelope, index);
		}
		this.last = message;
		return message;
	}

	private WireMessage apply(WireMessage wire, String encoding, int delta) {
		if (this.vcdiff == null) {
			throw AblyException.of(ErrorCodes.MISSING_PLUGIN, 400,
					"A delta was received, but there is nothing to decode deltas with: vcdiff-core is not on the class path");
		}
		try {
			checkOrigin(wire);
			byte[] payload = this.vcdiff.decode(deltaOf(wire, encoding, delta), base());
			this.base = payload;
			this.baseIsBase64 = false;
			return wire.toBuilder()
				.data(payload)
				.encoding((delta > 0) ? encoding.substring(0, delta - 1) : null)
				.build();
		}
		catch (RuntimeException | Undecodable ex) {
			reset();
			throw new AblyException(ErrorInfo.of(ErrorCodes.DELTA_DECODING_FAILED, 400,
					"A delta could not be applied: " + ex.getMessage()), ex);
		}
	}

	// RTL20
	private void checkOrigin(WireMessage wire) throws Undecodable {
		String lastId = (this.last != null) ? this.last.id() : null;
		Map<String, @Nullable Object> extras = wire.extras();
		MessageExtras.Delta delta = (extras != null) ? MessageExtras.view(extras).delta() : null;
		String from = (delta != null) ? delta.from() : null;
		if (lastId == null || !lastId.equals(from)) {
			throw new Undecodable(ErrorCodes.DELTA_DECODING_FAILED,
					"it was made from the message " + from + ", and the last one here is " + lastId, null);
		}
	}

	private byte[] deltaOf(WireMessage wire, String encoding, int delta) throws Undecodable {
		int outer = delta + DELTA.length() + 1;
		Object data = wire.data();
		if (outer < encoding.length()) {
			Payload payload = this.decoder.decode(data, encoding.substring(outer));
			ErrorInfo error = payload.error();
			if (error != null) {
				throw new AblyException(error);
			}
			data = payload.value();
		}
		return bytes(data, "the delta is not binary");
	}

	private byte[] base() throws Undecodable {
		Object base = this.baseIsBase64 ? PayloadDecoder.base64(this.base) : this.base;
		return bytes(base, "the message before it has no payload");
	}

	// PC3a
	private static byte[] bytes(@Nullable Object value, String otherwise) throws Undecodable {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (value instanceof String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		throw new Undecodable(ErrorCodes.DELTA_DECODING_FAILED, otherwise, null);
	}

	private static int indexOfDelta(String encoding) {
		int found = encoding.lastIndexOf(DELTA);
		while (found >= 0) {
			int end = found + DELTA.length();
			if ((found == 0 || encoding.charAt(found - 1) == '/')
					&& (end == encoding.length() || encoding.charAt(end) == '/')) {
				return found;
			}
			found = encoding.lastIndexOf(DELTA, found - 1);
		}
		return -1;
	}

	private static boolean isLastStep(String encoding, String step) {
		return encoding.endsWith(step) && (encoding.length() == step.length()
				|| encoding.charAt(encoding.length() - step.length() - 1) == '/');
	}

}
