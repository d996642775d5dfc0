package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Makes of messages what travels: payloads become JSON, are encrypted, and take the form
 * that the wire format has for them (RSL4, RSL5). One per channel and format; safe for
 * use by several threads.
 */
public final class MessageEncoder {

	private final PayloadEncoder payloads;

	/**
	 * An encoder.
	 * @param format the format of the wire
	 * @param cipher how payloads are encrypted, {@code null} if they are not
	 * @param mapper writes payloads as JSON
	 */
	public MessageEncoder(WireFormat format, @Nullable CipherParams cipher, PayloadMapper mapper) {
		this.payloads = new PayloadEncoder(format, cipher, mapper);
	}

	/**
	 * Encode a message.
	 * @param message the message
	 * @return what travels
	 * @throws io.github.ablyspring.protocol.AblyException if its payload is of a kind
	 * that cannot be published (RSL4a)
	 */
	public WireMessage encode(Message message) {
		WireMessage wire = message.wire();
		return this.payloads.encode(message.data(), message.encoding(), (data, encoding) -> {
			if (data == wire.data() && Objects.equals(encoding, wire.encoding())) {
				return wire;
			}
			return wire.toBuilder().data(data).encoding(encoding).build();
		});
	}

	/**
	 * Encode messages.
	 * @param messages the messages
	 * @return what travels
	 */
	public List<WireMessage> encode(List<Message> messages) {
		List<WireMessage> wires = new ArrayList<>(messages.size());
		for (Message message : messages) {
			wires.add(encode(message));
		}
		return wires;
	}

	/**
	 * Encode a presence message.
	 * @param message the presence message
	 * @return what travels
	 */
	public WirePresence encode(PresenceMessage message) {
		WirePresence wire = message.wire();
		return this.payloads.encode(message.data(), message.encoding(),
				(data, encoding) -> wire.toBuilder().data(data).encoding(encoding).build());
	}

	/**
	 * Writes down what a presence message is to say, before it is known when it is sent:
	 * the application may change what it has given.
	 * @param message the presence message
	 * @return the same with its payload as text or bytes, to be
	 * {@linkplain #encode(WirePresence) encoded} any number of times
	 * @throws io.github.ablyspring.protocol.AblyException if its payload is of a kind
	 * that cannot be published (RSL4a)
	 */
	public WirePresence prepare(PresenceMessage message) {
		WirePresence wire = message.wire();
		return this.payloads.prepare(message.data(), message.encoding(),
				(data, encoding) -> wire.toBuilder().data(data).encoding(encoding).build());
	}

	/**
	 * Encode a prepared presence message.
	 * @param prepared the presence message
	 * @return what travels
	 */
	public WirePresence encode(WirePresence prepared) {
		return this.payloads.encode(prepared.data(), prepared.encoding(),
				(data, encoding) -> prepared.toBuilder().data(data).encoding(encoding).build());
	}

	/**
	 * Encode an annotation. Annotations are not encrypted: the service sums them up.
	 * @param annotation the annotation
	 * @return what travels
	 */
	public WireAnnotation encode(Annotation annotation) {
		WireAnnotation wire = annotation.wire();
		return this.payloads.encodePlain(annotation.data(), annotation.encoding(),
				(data, encoding) -> wire.toBuilder().data(data).encoding(encoding).build());
	}

}
