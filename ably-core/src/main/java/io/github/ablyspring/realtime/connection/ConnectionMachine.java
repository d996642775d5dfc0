package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.auth.AuthErrors;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.Emitter;

/**
 * The state machine of a connection: what follows from what attempts come to, from what
 * the server says, and from its silence (RTN14 to RTN24). Lives on the client's loop.
 */
final class ConnectionMachine implements Attempts.Owner, FrameHandler.Owner, Reauthorization.Owner {

	private final ConnectionContext context;

	private final ChannelFrames channels;

	private final Observers observers;

	private final UnknownCounter unknown = new UnknownCounter();

	private final StateKeeper states;

	private final PendingPublishes publishes;

	private final Pings pings;

	private final Link link;

	private final Recovery recovery;

	private final Attempts attempts;

	private final Closing closing;

	private final Reauthorization reauthorization;

	private final FrameHandler frames;

	ConnectionMachine(ConnectionContext context, ChannelFrames channels) {
		ConnectionSettings settings = context.settings();
		this.context = context;
		this.channels = channels;
		this.observers = new Observers(context.observers(), context.lane());
		this.states = new StateKeeper(channels::connectionChanged, this::settle, this.observers,
				new Emitter<>(context.lane()), context.loop()::now, context.log());
		this.publishes = new PendingPublishes(settings.maxPendingPublishes());
		this.pings = new Pings(context.loop(), settings.requestTimeout(), this.observers);
		IdleWatch idle = new IdleWatch(context.loop(), this::serverSilent);
		this.link = new Link(context, this.states, this.publishes, idle);
		this.recovery = new Recovery(context, this.states, this.publishes, channels);
		this.attempts = new Attempts(context, this.states, this.link, this.recovery, this.unknown, this);
		this.closing = new Closing(context, this.states, this.link, this.attempts);
		this.reauthorization = new Reauthorization(context, this.link, this.attempts, this);
		this.frames = new FrameHandler(channels, this.publishes, this.pings, idle, this.observers, this.unknown, this);
	}

	// ---- the parts

	StateKeeper states() {
		return this.states;
	}

	PendingPublishes publishes() {
		return this.publishes;
	}

	Pings pings() {
		return this.pings;
	}

	Link link() {
		return this.link;
	}

	Recovery recovery() {
		return this.recovery;
	}

	Closing closing() {
		return this.closing;
	}

	Reauthorization reauthorization() {
		return this.reauthorization;
	}

	UnknownCounter unknown() {
		return this.unknown;
	}

	// ---- what the application asks for

	/** Connects (RTN11). */
	void connect() {
		switch (this.states.state()) {
			case CONNECTING, CONNECTED -> {
			}
			case INITIALIZED, DISCONNECTED, SUSPENDED -> this.attempts.start();
			case CLOSING -> {
				// RTN11b: the old transport has no say any more.
				this.closing.finish();
				startAfresh();
			}
			case CLOSED, FAILED -> startAfresh();
		}
	}

	private void startAfresh() {
		this.channels.reinitialize();
		this.publishes.continueFrom(0);
		this.link.forgetDetails();
		this.states.forget();
		this.attempts.reset();
		this.attempts.start();
	}

	@Override
	public void connectAgain() {
		if (this.states.state() == ConnectionState.CONNECTING) {
			this.attempts.halt();
			this.attempts.start();
		}
		else {
			connect();
		}
	}

	/** The operating system has lost the network, or found one (RTN20). */
	void networkChanged(boolean available) {
		ConnectionState state = this.states.state();
		if (!available && (state == ConnectionState.CONNECTED || state == ConnectionState.CONNECTING)) {
			this.attempts.halt();
			lost(Errors.disconnected("The operating system reports that the network is gone"));
		}
		else if (available && (state == ConnectionState.DISCONNECTED || state == ConnectionState.SUSPENDED)) {
			this.attempts.start();
		}
		else if (available && state == ConnectionState.CONNECTING) {
			connectAgain();
		}
	}

	// ---- what attempts come to

	@Override
	public void connected(TransportSession session, ProtocolMessage frame, boolean recovered) {
		this.link.attach(session);
		session.handOver(this.frames);
		if (this.closing.isUnderWay()) {
			this.closing.askServer();
			return;
		}
		ErrorInfo clash = this.link.takeDetails(frame);
		if (clash != null) {
			fatal(clash);
			return;
		}
		// RTN15c6, RTN15c7; a recovered connection has no id to compare with.
		String before = this.states.snapshot().id();
		boolean resumed = (before != null) ? before.equals(frame.connectionId()) : recovered && frame.error() == null;
		this.attempts.succeeded();
		String host = session.host();
		this.context.hosts().connectedTo(host.equals(this.context.settings().hosts().primary()) ? null : host);
		// RTL3d: channels attach first, then what was queued goes out, then the world
		// hears of it.
		ConnectionStateChange change = this.states.connected(frame.connectionId(), this.link.keyOf(frame),
				frame.error());
		this.publishes.connected(session, resumed, this.channels::takeBack);
		this.pings.connected(this.link::send);
		this.reauthorization.confirmed();
		this.states.announce(change);
	}

	@Override
	public void authenticationFailed(ErrorInfo error) {
		ConnectionState state = this.states.state();
		if (Errors.isFatalForAuthentication(error)) {
			if (state != ConnectionState.CLOSED && state != ConnectionState.FAILED) {
				fatal(error);
			}
		}
		else if (state == ConnectionState.CONNECTING) {
			this.attempts.halt();
			this.attempts.failed(error);
		}
		else {
			this.states.noteError(error);
		}
	}

	@Override
	public void closed() {
		this.closing.finish();
	}

	// ---- what the server says

	// RTN24
	@Override
	public void updated(ProtocolMessage frame) {
		if (this.states.state() != ConnectionState.CONNECTED) {
			return;
		}
		ErrorInfo clash = this.link.takeDetails(frame);
		if (clash != null) {
			fatal(clash);
			return;
		}
		String id = (frame.connectionId() != null) ? frame.connectionId() : this.states.snapshot().id();
		ConnectionStateChange change = this.states.updated(id, this.link.keyOf(frame), frame.error());
		this.reauthorization.confirmed();
		this.states.announce(change);
	}

	@Override
	public void lostByServer(ErrorInfo error) {
		boolean tokenError = AuthErrors.isTokenError(error);
		if (tokenError && !this.context.tokens().canRenew()) {
			// RTN15h1
			fatal(error);
		}
		else {
			this.attempts.reject(tokenError ? error : null);
			lost(error);
		}
	}

	@Override
	public void tokenRequested() {
		if (this.states.state() == ConnectionState.CONNECTED) {
			this.reauthorization.requested();
		}
	}

	@Override
	public void closedByServer() {
		lost(Errors.disconnected("The server closed the connection"));
	}

	private void serverSilent() {
		this.observers.heartbeatTimedOut();
		lost(Errors.disconnected("The server was silent for longer than it promised"));
	}

	@Override
	public void lost(ErrorInfo reason) {
		if (this.closing.isUnderWay()) {
			this.closing.finish();
			return;
		}
		this.link.drop();
		this.attempts.afterLoss(reason);
	}

	@Override
	public void fatal(ErrorInfo error) {
		if (this.closing.isUnderWay()) {
			this.closing.finish();
			return;
		}
		this.attempts.stop();
		this.link.drop();
		this.states.transition(ConnectionState.FAILED, error, null);
	}

	// ---- what does not survive a change of state

	// RTN7d, RTN7e, RTN13b, RTC8b1
	private void settle(ConnectionState next) {
		boolean hopeless = next == ConnectionState.SUSPENDED || next == ConnectionState.CLOSED
				|| next == ConnectionState.FAILED;
		if (hopeless || (next == ConnectionState.DISCONNECTED && !this.context.settings().queueMessages())) {
			this.publishes.failAll(this.link.stateError());
		}
		if (hopeless || next == ConnectionState.CLOSING) {
			this.pings.failAll(this.link.stateError());
		}
		if (hopeless) {
			this.reauthorization.failAll(this.link.stateError());
		}
		if (next == ConnectionState.CLOSED || next == ConnectionState.FAILED) {
			this.closing.done();
		}
	}

}
