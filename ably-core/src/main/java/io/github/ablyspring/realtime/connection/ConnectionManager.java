package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthErrors;
import io.github.ablyspring.auth.AuthorizeListener;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.UnknownListener;
import io.github.ablyspring.realtime.Emitter;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a connection. Internal. Its methods are called on the loop, unless
 * they say otherwise.
 */
public final class ConnectionManager {

	private final ConnectionContext context;

	private final ConnectionSettings settings;

	private final ChannelFrames channels;

	private final StateKeeper states;

	private final Observers observers;

	private final PendingPublishes publishes;

	private final Pings pings;

	private final IdleWatch idle;

	private final Link link;

	private final Attempts attempts;

	private final Reauthorization reauthorization;

	private final Closing closing;

	private final FrameHandler frames;

	private final UnknownCounter unknown = new UnknownCounter();

	/**
	 * Creates a connection that does nothing yet.
	 * @param context what it is built from
	 * @param channels the channels
	 */
	public ConnectionManager(ConnectionContext context, ChannelFrames channels) {
		this.context = context;
		this.settings = context.settings();
		this.channels = channels;
		this.observers = new Observers(context.observers(), context.lane());
		this.states = new StateKeeper(channels::connectionChanged, this::settle, this.observers,
				new Emitter<>(context.lane()), context.loop()::now, context.log());
		this.publishes = new PendingPublishes(this.settings.maxPendingPublishes());
		this.pings = new Pings(context.loop(), this.settings.requestTimeout(), this.observers);
		this.idle = new IdleWatch(context.loop(), this::serverSilent);
		this.link = new Link(context, this.states, this.publishes, this.idle);
		this.attempts = new Attempts(context, this, this.states, this.link);
		this.reauthorization = new Reauthorization(context, this);
		this.closing = new Closing(context.loop(), this.settings.requestTimeout(), this::finishClose);
		this.frames = new FrameHandler(this, channels, this.publishes, this.pings, this.idle, this.observers,
				this.unknown);
	}

	/**
	 * The connection as applications see it.
	 * @return the connection
	 */
	public Connection connection() {
		return new DefaultConnection(this, this.context);
	}

	/**
	 * Takes over what an earlier client has left (RTN16f, RTN16j). Before the first
	 * connect.
	 */
	public void recover() {
		String text = this.settings.recover();
		if (text != null) {
			recover(text);
		}
	}

	void recover(String text) {
		RecoveryKey key = RecoveryKey.parse(text);
		if (key == null) {
			this.context.log().log(LogLevel.ERROR, "The recovery key is malformed; a new connection is made instead");
			return;
		}
		this.attempts.recover(key);
		this.publishes.continueFrom(key.msgSerial());
		this.channels.recover(key.channelSerials());
	}

	// ---- what the application asks for

	/**
	 * Connects (RTN11).
	 */
	public void connect() {
		switch (state()) {
			case CONNECTING, CONNECTED -> {
			}
			case INITIALIZED, DISCONNECTED, SUSPENDED -> this.attempts.start();
			case CLOSING -> {
				// RTN11b: the old transport has no say any more.
				finishClose();
				startAfresh();
			}
			case CLOSED, FAILED -> startAfresh();
		}
	}

	/**
	 * Closes (RTN12).
	 * @param future completed when it is done
	 */
	public void close(CompletableFuture<Void> future) {
		ConnectionState state = state();
		if (state == ConnectionState.INITIALIZED || state == ConnectionState.CLOSED
				|| state == ConnectionState.FAILED) {
			future.complete(null);
			return;
		}
		this.closing.await(future);
		switch (state) {
			case CONNECTED -> {
				this.states.transition(ConnectionState.CLOSING, null, null);
				sendClose();
			}
			case CONNECTING -> {
				this.states.transition(ConnectionState.CLOSING, null, null);
				if (this.attempts.reachedServer()) {
					this.closing.startTimer();
				}
				else {
					finishClose();
				}
			}
			case DISCONNECTED, SUSPENDED -> finishClose();
			default -> {
			}
		}
	}

	void ping(CompletableFuture<Duration> future) {
		switch (state()) {
			case CONNECTED -> this.pings.send(future, this::send);
			case CONNECTING, DISCONNECTED -> this.pings.defer(future);
			default -> future.completeExceptionally(new AblyException(this.link.stateError()));
		}
	}

	void networkChanged(boolean available) {
		ConnectionState state = state();
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

	/**
	 * What takes a token that the application has authorized to the server (RTC8).
	 * @return the listener
	 */
	public AuthorizeListener authorizeListener() {
		return this.reauthorization;
	}

	/**
	 * On any thread.
	 */
	@Nullable String createRecoveryKey() {
		StateSnapshot now = this.states.snapshot();
		String key = now.key();
		if (key == null || now.state() == ConnectionState.SUSPENDED) {
			return null;
		}
		return new RecoveryKey(key, this.publishes.nextSerial(), this.channels.channelSerials()).format();
	}

	/**
	 * On any thread.
	 */
	ConnectionStatus status() {
		return new ConnectionStatus(state(), this.states.since(), this.link.host(), this.publishes.depth(),
				this.unknown.counted());
	}

	StateKeeper states() {
		return this.states;
	}

	/**
	 * The connection as channels see it.
	 * @return the link
	 */
	public ConnectionLink link() {
		return this.link;
	}

	/**
	 * The current state. On any thread.
	 * @return the state
	 */
	public ConnectionState state() {
		return this.states.snapshot().state();
	}

	void send(ProtocolMessage frame) {
		this.link.send(frame);
	}

	// ---- attempts

	private void startAfresh() {
		this.channels.reinitialize();
		this.publishes.continueFrom(0);
		this.link.forgetDetails();
		this.states.forget();
		this.attempts.reset();
		this.attempts.start();
	}

	/**
	 * Connects, with a new attempt if one is under way (RTC8b, RTC8c, RTN20c).
	 */
	void connectAgain() {
		if (state() == ConnectionState.CONNECTING) {
			this.attempts.halt();
			this.attempts.start();
		}
		else {
			connect();
		}
	}

	/**
	 * An attempt has led to CONNECTED.
	 * @param session the transport
	 * @param frame what the server said
	 * @param recovered whether the attempt was to take over another client's connection
	 */
	void connected(TransportSession session, ProtocolMessage frame, boolean recovered) {
		this.link.attach(session);
		session.handOver(this.frames);
		if (state() == ConnectionState.CLOSING) {
			sendClose();
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
		this.context.hosts().connectedTo(host.equals(this.settings.hosts().primary()) ? null : host);
		// RTL3d: channels attach first, then what was queued goes out, then the world
		// hears of it.
		ConnectionStateChange change = this.states.connected(frame.connectionId(), this.link.keyOf(frame),
				frame.error());
		this.publishes.connected(session, resumed, this.channels::takeBack);
		this.pings.connected(this::send);
		this.reauthorization.confirmed();
		this.states.announce(change);
	}

	// ---- what the server says

	// RTN24
	void updated(ProtocolMessage frame) {
		if (state() != ConnectionState.CONNECTED) {
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

	void lostByServer(ErrorInfo error) {
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

	void tokenRequested() {
		if (state() == ConnectionState.CONNECTED) {
			this.reauthorization.requested();
		}
	}

	void closedByServer() {
		if (state() == ConnectionState.CLOSING) {
			finishClose();
		}
		else {
			lost(Errors.disconnected("The server closed the connection"));
		}
	}

	private void serverSilent() {
		this.observers.heartbeatTimedOut();
		lost(Errors.disconnected("The server was silent for longer than it promised"));
	}

	/**
	 * The connection, or the attempt, is gone.
	 */
	void lost(ErrorInfo reason) {
		if (state() == ConnectionState.CLOSING) {
			finishClose();
			return;
		}
		this.link.drop();
		this.attempts.afterLoss(reason);
	}

	void fatal(ErrorInfo error) {
		if (state() == ConnectionState.CLOSING) {
			finishClose();
			return;
		}
		this.attempts.stop();
		this.link.drop();
		this.states.transition(ConnectionState.FAILED, error, null);
	}

	/**
	 * A new token could not be had (RSA4c, RSA4d).
	 */
	void authenticationFailed(ErrorInfo error) {
		ConnectionState state = state();
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

	UnknownListener unknownListener() {
		return this.unknown;
	}

	Attempts attempts() {
		return this.attempts;
	}

	// ---- closing

	private void sendClose() {
		this.link.write(ProtocolMessage.builder(Action.CLOSE).build());
		this.closing.startTimer();
	}

	void finishClose() {
		this.closing.cancelTimer();
		this.attempts.stop();
		this.link.drop();
		this.states.transition(ConnectionState.CLOSED, null, null);
	}

	// ---- state

	// RTN7d, RTN7e, RTN13b, RTC8b1
	private void settle(ConnectionState next) {
		boolean hopeless = next == ConnectionState.SUSPENDED || next == ConnectionState.CLOSED
				|| next == ConnectionState.FAILED;
		if (hopeless || (next == ConnectionState.DISCONNECTED && !this.settings.queueMessages())) {
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
