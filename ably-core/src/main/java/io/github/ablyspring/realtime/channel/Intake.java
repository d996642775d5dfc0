package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;

/**
 * Brings each frame of a channel to what is in charge of it, unless it is of no use: one
 * that the state of the channel does not allow (RTL17), that came before, or that nobody
 * wants. Lives on the client's loop.
 */
final class Intake {

	private final ChannelContext channel;

	private final ChannelMachine machine;

	private final DeliveryLane lane;

	private final Listeners<?> messages;

	private final Listeners<?> annotations;

	private final ChannelPlugin plugins;

	// Whether deltas come, so that every message is needed, listened to or not (RTL19).
	private boolean deltas;

	Intake(ChannelContext channel, ChannelMachine machine, DeliveryLane lane, Listeners<?> messages,
			Listeners<?> annotations, ChannelPlugin plugins) {
		this.channel = channel;
		this.machine = machine;
		this.lane = lane;
		this.messages = messages;
		this.annotations = annotations;
		this.plugins = plugins;
	}

	void received(ProtocolMessage frame) {
		Action action = frame.action();
		if (action == null) {
			return;
		}
		switch (action) {
			case MESSAGE -> content(frame, !this.messages.isEmpty() || isDelta(frame));
			case ANNOTATION -> content(frame, !this.annotations.isEmpty());
			case PRESENCE, OBJECT -> {
				if (this.machine.takesIn(frame)) {
					this.lane.passedOver(frame);
					this.plugins.received(frame);
				}
			}
			case SYNC, OBJECT_SYNC -> {
				// What is no part of the sequence is never sent again, so it is taken in
				// as long as the server goes on with it.
				if (this.machine.isKnownToServer()) {
					this.plugins.received(frame);
				}
			}
			case ATTACHED -> this.machine.attached(frame);
			case DETACHED -> this.machine.detached(frame);
			case ERROR -> this.machine.failed(frame);
			default -> {
			}
		}
	}

	private void content(ProtocolMessage frame, boolean wanted) {
		if (!this.machine.takesIn(frame)) {
			return;
		}
		if (wanted && !isUnwantedEcho(frame)) {
			this.lane.add(frame);
		}
		else {
			this.lane.passedOver(frame);
		}
	}

	/** The server has said that the channel is attached. */
	void attached(ProtocolMessage frame) {
		this.deltas = frame.params().containsKey("delta") || this.channel.options().params().containsKey("delta");
	}

	private boolean isDelta(ProtocolMessage frame) {
		if (this.deltas) {
			return true;
		}
		for (WireMessage message : frame.messages()) {
			String encoding = message.encoding();
			if (encoding != null && encoding.contains("vcdiff")) {
				return true;
			}
		}
		return false;
	}

	// The server leaves them out already; this holds for those that keep coming for a
	// while.
	private boolean isUnwantedEcho(ProtocolMessage frame) {
		if (this.channel.settings().echoMessages()) {
			return false;
		}
		String connectionId = frame.connectionId();
		return connectionId != null && connectionId.equals(this.channel.connection().connectionId());
	}

}
