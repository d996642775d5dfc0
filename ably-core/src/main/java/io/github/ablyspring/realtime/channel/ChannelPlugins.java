package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.AckListener;

/**
 * The parts of a channel that live beside its messages, as one: all hear of the channel,
 * and each gets its own frames.
 *
 * @param presence who is present
 * @param objects the objects
 */
record ChannelPlugins(ChannelPlugin presence, ChannelPlugin objects) implements ChannelPlugin {

	@Override
	public void attached(ProtocolMessage attached, boolean again) {
		this.presence.attached(attached, again);
		this.objects.attached(attached, again);
	}

	@Override
	public void stateChanged(ChannelState state, ChannelStateChange change) {
		this.presence.stateChanged(state, change);
		this.objects.stateChanged(state, change);
	}

	@Override
	public void received(ProtocolMessage frame) {
		Action action = frame.action();
		boolean ofPresence = action == Action.PRESENCE || action == Action.SYNC;
		(ofPresence ? this.presence : this.objects).received(frame);
	}

	@Override
	public boolean inUse() {
		return this.presence.inUse() || this.objects.inUse();
	}

	@Override
	public boolean takeBack(ProtocolMessage frame, AckListener listener) {
		return this.presence.takeBack(frame, listener);
	}

	@Override
	public void released(AblyException reason) {
		this.presence.released(reason);
		this.objects.released(reason);
	}

}
