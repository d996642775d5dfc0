package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * Brings each frame of an established connection to what is in charge of it. Every action
 * there is has its place here.
 */
final class FrameHandler implements TransportSession.Handler {

	private final ConnectionManager manager;

	private final ChannelFrames channels;

	private final PendingPublishes publishes;

	private final Pings pings;

	private final IdleWatch idle;

	private final Observers observers;

	private final UnknownCounter unknown;

	FrameHandler(ConnectionManager manager, ChannelFrames channels, PendingPublishes publishes, Pings pings,
			IdleWatch idle, Observers observers, UnknownCounter unknown) {
		this.manager = manager;
		this.channels = channels;
		this.publishes = publishes;
		this.pings = pings;
		this.idle = idle;
		this.observers = observers;
		this.unknown = unknown;
	}

	@Override
	public void received(TransportSession session, ProtocolMessage frame) {
		this.idle.touch();
		Action action = frame.action();
		if (action == null) {
			this.unknown.action();
			this.observers.unknownAction(frame.actionCode());
			return;
		}
		switch (action) {
			case MESSAGE, PRESENCE, SYNC, ATTACHED, DETACHED, OBJECT, OBJECT_SYNC, ANNOTATION ->
				this.channels.received(frame);
			case ACK -> answered(frame, null);
			case NACK -> answered(frame, errorOf(frame, "The server refused the message and gave no reason"));
			case HEARTBEAT -> this.pings.heartbeat(frame.id());
			case CONNECTED -> this.manager.updated(frame);
			case DISCONNECTED -> this.manager.lostByServer(errorOf(frame, "The server ended the connection"));
			case CLOSED -> this.manager.closedByServer();
			case ERROR -> failed(frame);
			case AUTH -> this.manager.tokenRequested();
			// ACTIVATE has no effect any more; the others only ever go to the server.
			case ACTIVATE, CONNECT, DISCONNECT, CLOSE, ATTACH, DETACH -> {
			}
		}
	}

	@Override
	public void activity(TransportSession session) {
		this.idle.touch();
		this.observers.heartbeatReceived(null);
	}

	@Override
	public void writable(TransportSession session) {
		this.publishes.flush();
	}

	@Override
	public void lost(TransportSession session, @Nullable TransportException cause) {
		this.manager.lost(Errors.transport(cause));
	}

	private void answered(ProtocolMessage frame, @Nullable ErrorInfo error) {
		Long serial = frame.msgSerial();
		if (serial != null) {
			Integer count = frame.count();
			this.publishes.answered(serial, (count != null) ? count : 1, frame.res(), error);
		}
	}

	private void failed(ProtocolMessage frame) {
		String channel = frame.channel();
		if (channel != null && !channel.isEmpty()) {
			this.channels.received(frame);
		}
		else {
			this.manager.fatal(errorOf(frame, "The server failed the connection and gave no reason"));
		}
	}

	private static ErrorInfo errorOf(ProtocolMessage frame, String fallback) {
		ErrorInfo error = frame.error();
		return (error != null) ? error : Errors.internal(fallback);
	}

}
