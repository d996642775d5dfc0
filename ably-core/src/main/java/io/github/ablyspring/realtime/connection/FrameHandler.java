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

	private final ChannelFrames channels;

	private final PendingPublishes publishes;

	private final Pings pings;

	private final IdleWatch idle;

	private final Observers observers;

	private final UnknownCounter unknown;

	private final Owner owner;

	FrameHandler(ChannelFrames channels, PendingPublishes publishes, Pings pings, IdleWatch idle, Observers observers,
			UnknownCounter unknown, Owner owner) {
		this.channels = channels;
		this.publishes = publishes;
		this.pings = pings;
		this.idle = idle;
		this.observers = observers;
		this.unknown = unknown;
		this.owner = owner;
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
			case CONNECTED -> this.owner.updated(frame);
			case DISCONNECTED -> this.owner.lostByServer(errorOf(frame, "The server ended the connection"));
			case CLOSED -> this.owner.closedByServer();
			case ERROR -> failed(frame);
			case AUTH -> this.owner.tokenRequested();
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
		this.owner.lost(Errors.transport(cause));
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
			this.owner.fatal(errorOf(frame, "The server failed the connection and gave no reason"));
		}
	}

	private static ErrorInfo errorOf(ProtocolMessage frame, String fallback) {
		ErrorInfo error = frame.error();
		return (error != null) ? error : Errors.internal(fallback);
	}

	/**
	 * What is in charge of the connection itself.
	 */
	interface Owner {

		/**
		 * The server has sent CONNECTED once more (RTN24).
		 * @param frame what it said
		 */
		void updated(ProtocolMessage frame);

		/** The server wants a new token (RTN22). */
		void tokenRequested();

		/**
		 * The server has ended the connection, which may be made again (RTN15h).
		 * @param error why
		 */
		void lostByServer(ErrorInfo error);

		/** The server has closed the connection. */
		void closedByServer();

		/**
		 * The connection, or the attempt, is gone.
		 * @param reason why
		 */
		void lost(ErrorInfo reason);

		/**
		 * The connection has failed for good (RTN15i).
		 * @param error why
		 */
		void fatal(ErrorInfo error);

	}

}
