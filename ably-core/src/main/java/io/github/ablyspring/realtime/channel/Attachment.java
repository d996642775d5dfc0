package io.github.ablyspring.realtime.channel;

import java.util.Map;
import java.util.Set;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * What the server has granted with its last ATTACHED.
 *
 * @param params the parameters in force (RTL4k1)
 * @param modes the modes in force (RTL4m)
 * @param hasBacklog whether messages from before the attach follow
 */
record Attachment(Map<String, String> params, Set<ChannelMode> modes, boolean hasBacklog) {

	static final Attachment NONE = new Attachment(Map.of(), Set.of(), false);

	static Attachment of(ProtocolMessage attached) {
		return new Attachment(attached.params(), ChannelMode.setIn(attached.flags()),
				attached.hasFlag(Flag.HAS_BACKLOG));
	}

}
