package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what has travelled. Payloads are decoded when they are asked for
 * (RSL6). One per channel; safe for use by several threads.
 *
 * @see DeltaDecoder
 */
public final class MessageDecoder {

	private final PayloadDecoder payloads;

	private final Envelope unenclosed;

	/**
	 * A decoder.
	 * @param cipher how payloads are encrypted, {@code null} if they are not
	 * @param mapper makes objects of the application of payloads
	 * @param listener is told of payloads that cannot be decoded
	 */
	public MessageDecoder(@Nullable CipherParams cipher, PayloadMapper mapper, DecodingListener listener) {
		this.payloads = new PayloadDecoder(cipher, mapper, listener);
		this.unenclosed = Envelope.without(this.payloads);
	}

	/**
	 * A message that came by itself, as from the REST API.
	 * @param wire what has travelled
	 * @return the message
	 */
	public Message decode(WireMessage wire) {
		return new Message(wire, this.unenclosed, 0);
	}

	/**
	 * A presence message that came by itself, as from the REST API.
	 * @param wire what has travelled
	 * @return the presence message
	 */
	public PresenceMessage decode(WirePresence wire) {
		return new PresenceMessage(wire, this.unenclosed, 0);
	}

	/**
	 * An annotation that came by itself, as from the REST API.
	 * @param wire what has travelled
	 * @return the annotation
	 */
	public Annotation decode(WireAnnotation wire) {
		return new Annotation(wire, this.unenclosed, 0);
	}

	/**
	 * The messages in a protocol message. Deltas are left as they are.
	 * @param around the protocol message
	 * @return its messages, in order
	 */
	public List<Message> messages(ProtocolMessage around) {
		Envelope envelope = envelope(around);
		List<WireMessage> wires = around.messages();
		if (wires.size() == 1) {
			return List.of(new Message(wires.get(0), envelope, 0));
		}
		List<Message> messages = new ArrayList<>(wires.size());
		for (int i = 0; i < wires.size(); i++) {
			messages.add(new Message(wires.get(i), envelope, i));
		}
		return messages;
	}

	/**
	 * The presence messages in a protocol message.
	 * @param around the protocol message
	 * @return its presence messages, in order
	 */
	public List<PresenceMessage> presence(ProtocolMessage around) {
		Envelope envelope = envelope(around);
		List<WirePresence> wires = around.presence();
		List<PresenceMessage> messages = new ArrayList<>(wires.size());
		for (int i = 0; i < wires.size(); i++) {
			messages.add(new PresenceMessage(wires.get(i), envelope, i));
		}
		return messages;
	}

	/**
	 * The annotations in a protocol message.
	 * @param around the protocol message
	 * @return its annotations, in order
	 */
	public List<Annotation> annotations(ProtocolMessage around) {
		Envelope envelope = envelope(around);
		List<WireAnnotation> wires = around.annotations();
		List<Annotation> annotations = new ArrayList<>(wires.size());
		for (int i = 0; i < wires.size(); i++) {
			annotations.add(new Annotation(wires.get(i), envelope, i));
		}
		return annotations;
	}

	Envelope envelope(ProtocolMessage around) {
		return Envelope.of(around, this.payloads);
	}

	Payload decode(@Nullable Object data, String encoding) {
		return this.payloads.decode(data, encoding);
	}

}
