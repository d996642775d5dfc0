package io.github.ablyspring.realtime.channel;

import java.util.List;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;

/**
 * Messages that are published together, as the application gave them and as they travel.
 *
 * @param messages the messages
 * @param encoded the same, encoded for the realtime connection
 * @param options how to publish
 */
record Outgoing(List<Message> messages, List<WireMessage> encoded, PublishOptions options) {

	ProtocolMessage frame(String channel) {
		return ProtocolMessage.builder(Action.MESSAGE)
			.channel(channel)
			.messages(this.encoded)
			.params(this.options.params())
			.build();
	}

}
