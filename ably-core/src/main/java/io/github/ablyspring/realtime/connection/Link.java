package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.transport.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The transport in use, while there is one, and what the server has said about it: what
 * the channels talk to.
 */
final class Link implements ConnectionLink {

	private static final ConnectionDetails NONE = ConnectionDetails.builder().build();

	private final ConnectionContext context;

	private final StateKeeper states;

	private final PendingPublishes publishes;

	private final IdleWatch idle;

	private final ReadHolds readHolds = new ReadHolds(this::setReading);

	private ConnectionDetails details = NONE;

	private @Nullable TransportSession session;

	private volatile @Nullable String host;

	Link(ConnectionContext context, StateKeeper states, PendingPublishes publishes, IdleWatch idle) {
		this.context = context;
		this.states = states;
		this.publishes = publishes;
		this.idle = idle;
	}

	// ---- for the channels

	@Override
	public ConnectionState state() {
		return this.states.state();
	}

	@Override
	public ErrorInfo stateError() {
		StateSnapshot now = this.states.snapshot();
		return Errors.ofState(now.state(), now.errorReason());
	}

	@Override
	public @Nullable String connectionId() {
		return this.states.snapshot().id();
	}

	@Override
	public ConnectionDetails details() {
		return this.details;
	}

	@Override
	public void send(ProtocolMessage frame) {
		if (state() == ConnectionState.CONNECTED) {
			write(frame);
		}
	}

	@Override
	public PendingPublish publish(ProtocolMessage frame, AckListener listener) {
		ConnectionState state = state();
		if (state == ConnectionState.CONNECTED || (state.queues() && this.context.settings().queueMessages())) {
			return this.publishes.submit(frame, listener);
		}
		listener.refused(stateError());
		return () -> {
		};
	}

	@Override
	public ReadHold holdReading() {
		return this.readHolds.add();
	}

	// ---- for the connection

	/**
	 * Takes a transport over.
	 */
	void attach(TransportSession session) {
		this.session = session;
		this.host = session.host();
		if (this.readHolds.any()) {
			session.setReading(false);
		}
	}

	/**
	 * Gives the transport up, if there is one.
	 */
	void drop() {
		TransportSession session = this.session;
		this.session = null;
		this.idle.stop();
		this.publishes.disconnected();
		this.context.hosts().connectedTo(null);
		if (session != null) {
			session.discard("The client is done with this connection");
		}
	}

	/**
	 * Writes a frame whatever the state.
	 */
	void write(ProtocolMessage frame) {
		TransportSession session = this.session;
		if (session != null) {
			session.send(frame);
		}
	}

	/**
	 * Takes over what the server says about the connection (RTN21).
	 * @return an error when it says that the client is somebody else (RSA15a)
	 */
	@Nullable ErrorInfo takeDetails(ProtocolMessage connected) {
		ConnectionDetails given = connected.connectionDetails();
		if (given != null) {
			this.details = given;
		}
		Long interval = this.details.maxIdleInterval();
		this.idle.start((interval != null && interval > 0)
				? Durations.bounded(Duration.ofMillis(interval)).plus(this.context.settings().requestTimeout())
				: Duration.ZERO);
		return (given != null) ? this.context.tokens().confirm(given.clientId()) : null;
	}

	/**
	 * The host of the transport in use, or of the last one. On any thread.
	 */
	@Nullable String host() {
		return this.host;
	}

	void forgetDetails() {
		this.details = NONE;
	}

	/**
	 * The key of the connection, as a frame or those before have told it.
	 */
	@Nullable String keyOf(ProtocolMessage connected) {
		ConnectionDetails given = connected.connectionDetails();
		return (given != null && given.connectionKey() != null) ? given.connectionKey() : this.states.snapshot().key();
	}

	/**
	 * How long the server keeps a connection that was lost.
	 */
	Duration timeToLive() {
		Long given = this.details.connectionStateTtl();
		return (given != null) ? Durations.bounded(Duration.ofMillis(given))
				: this.context.settings().connectionStateTtl();
	}

	private void setReading(boolean on) {
		TransportSession session = this.session;
		if (session != null) {
			session.setReading(on);
		}
		if (on) {
			this.idle.resume();
		}
		else {
			this.idle.pause();
		}
	}

}
