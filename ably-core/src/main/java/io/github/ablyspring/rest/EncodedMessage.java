package io.github.ablyspring.rest;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageSize;
import io.github.ablyspring.protocol.WireMessage;

/**
 * A message and what is sent for it.
 *
 * @param message the message, with the id it is sent with
 * @param wire what is sent
 * @param size what it counts towards {@code maxMessageSize}
 */
record EncodedMessage(Message message, WireMessage wire, long size) {

	static EncodedMessage of(Message message, WireMessage wire) {
		return new EncodedMessage(message, wire, MessageSize.of(wire));
	}

	EncodedMessage withId(String id) {
		return new EncodedMessage(this.message.toBuilder().id(id).build(), this.wire.toBuilder().id(id).build(),
				this.size);
	}

}
