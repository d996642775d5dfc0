package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthErrors;
import io.github.ablyspring.auth.AuthorizeListener;
import io.github.ablyspring.auth.Credential;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.Emitter;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a connection. Internal. Its methods are called on the loop, unless
 * they say otherwise.
 */
public final class ConnectionManager implements ConnectionLink, ConnectAttempt.Owner {

	private final ConnectionContext context;

	private final ConnectionSettings settings;

	private final ChannelFrames channels;

	private final StateKeeper states;

	private final Observers observers;

	private final PendingPublishes publishes;

	private final Pings pings;

	private final IdleWatch idle;

	private final RetrySchedule retry;

	private final Reauthorization reauthorization;

	private final ReadHolds readHolds = new ReadHolds(this::setReading);

	private final Closing closing;

	private final FrameHandler frames;

	private ConnectionDetails details = ConnectionDetails.builder().build();

	private @Nullable ConnectAttempt attempt;

	private @Nullable TransportSession session;

	private @Nullable RecoveryKey recover;

	private @Nullable Credential credential;

	private @Nullable ErrorInfo tokenRejected;

	private boolean silent;

	private long generation;

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
				new Emitter<>(context.lane()), context.log());
		this.publishes = new PendingPublishes(this.settings.maxPendingPublishes());
		this.pings = new Pings(context.loop(), this.settings.requestTimeout(), this.observers);
		this.idle = new IdleWatch(context.loop(), this::serverSilent);
		this.retry = new RetrySchedule(context, this::retryDue, this::timeToLiveOver);
		this.reauthorization = new Reauthorization(context, this);
		this.closing = new Closing(context.loop(), this.settings.requestTimeout(), this::finishClose);
		this.frames = new FrameHandler(this, channels, this.publishes, this.pings, this.idle, this.observers);
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
		if (text == null) {
			return;
		}
		RecoveryKey key = RecoveryKey.parse(text);
		if (key == null) {
			this.context.log().log(LogLevel.ERROR, "The recovery key is malformed; a new connection is made instead");
			return;
		}
		this.recover = key;
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
			case INITIALIZED, DISCONNECTED, SUSPENDED -> startAttempt();
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
				if (this.attempt != null && this.attempt.reachedServer()) {
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
			default -> future.completeExceptionally(new AblyException(stateError()));
		}
	}

	void networkChanged(boolean available) {
		ConnectionState state = state();
		if (!available && (state == ConnectionState.CONNECTED || state == ConnectionState.CONNECTING)) {
			haltAttempt();
			lost(Errors.disconnected("The operating system reports that the network is gone"));
		}
		else if (available && (state == ConnectionState.DISCONNECTED || state == ConnectionState.SUSPENDED)) {
			startAttempt();
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

	StateKeeper states() {
		return this.states;
	}

	// ---- what the channels ask for

	@Override
	public ConnectionState state() {
		return this.states.snapshot().state();
	}

	@Override
	public ErrorInfo stateError() {
		return Errors.ofState(state(), this.states.snapshot().errorReason());
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
		TransportSession session = this.session;
		if (session != null && state() == ConnectionState.CONNECTED) {
			session.send(frame);
		}
	}

	@Override
	public PendingPublish publish(ProtocolMessage frame, AckListener listener) {
		ConnectionState state = state();
		if (state == ConnectionState.CONNECTED || (state.queues() && this.settings.queueMessages())) {
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

	// ---- attempts

	private void startAfresh() {
		this.channels.reinitialize();
		this.publishes.continueFrom(0);
		this.details = ConnectionDetails.builder().build();
		this.states.forget();
		this.retry.reset();
		this.silent = false;
		startAttempt();
	}

	private void startAttempt() {
		this.retry.cancelRetry();
		if (state() != ConnectionState.CONNECTING) {
			this.states.transition(ConnectionState.CONNECTING, null, null);
		}
		RecoveryKey recover = this.recover;
		ConnectAttempt attempt = new ConnectAttempt(this.context, this, this.states.snapshot().key(),
				(recover != null) ? recover.connectionKey() : null);
		this.attempt = attempt;
		ErrorInfo rejected = this.tokenRejected;
		this.tokenRejected = null;
		if (rejected != null && this.credential != null) {
			attempt.startWithNewToken(this.credential, rejected);
		}
		else {
			attempt.start();
		}
	}

	private void retryDue() {
		ConnectionState state = state();
		if (state == ConnectionState.DISCONNECTED || state == ConnectionState.SUSPENDED) {
			startAttempt();
		}
	}

	/**
	 * Gives up the attempt that is under way, if there is one, without leaving the state.
	 */
	void haltAttempt() {
		ConnectAttempt attempt = this.attempt;
		if (attempt != null && state() == ConnectionState.CONNECTING) {
			this.attempt = null;
			attempt.halt();
		}
	}

	/**
	 * Connects, with a new attempt if one is under way (RTC8b, RTC8c, RTN20c).
	 */
	void connectAgain() {
		if (state() == ConnectionState.CONNECTING) {
			haltAttempt();
			startAttempt();
		}
		else {
			connect();
		}
	}

	@Override
	public void failed(ErrorInfo error) {
		this.silent |= this.attempt != null && this.attempt.metSilence();
		this.attempt = null;
		if (state() == ConnectionState.CLOSING) {
			finishClose();
			return;
		}
		this.retry.startTimeToLive(timeToLive());
		ConnectionState next = this.retry.isSuspended() ? ConnectionState.SUSPENDED : ConnectionState.DISCONNECTED;
		this.states.transition(next, error, this.retry.schedule());
	}

	@Override
	public void refused(ErrorInfo error) {
		this.attempt = null;
		fatal(error);
	}

	@Override
	public long nextGeneration() {
		return ++this.generation;
	}

	@Override
	public boolean silentBefore() {
		return this.silent;
	}

	@Override
	public void connected(ConnectAttempt attempt, TransportSession session, ProtocolMessage frame) {
		this.attempt = null;
		this.session = session;
		this.credential = attempt.credential();
		session.handOver(this.frames);
		if (state() == ConnectionState.CLOSING) {
			sendClose();
			return;
		}
		ErrorInfo clash = takeDetails(frame);
		if (clash != null) {
			fatal(clash);
			return;
		}
		StateSnapshot before = this.states.snapshot();
		// RTN15c6, RTN15c7; a recovered connection has no id to compare with.
		boolean resumed = (before.id() != null) ? before.id().equals(frame.connectionId())
				: attempt.recovered() && frame.error() == null;
		this.recover = null;
		this.silent = false;
		this.retry.connected();
		String host = session.host();
		this.context.hosts().connectedTo(host.equals(this.settings.hosts().primary()) ? null : host);
		if (this.readHolds.any()) {
			session.setReading(false);
		}
		// RTL3d: channels attach first, then what was queued goes out, then the world
		// hears of it.
		ConnectionStateChange change = this.states.connected(frame.connectionId(), keyOf(frame), frame.error());
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
		ErrorInfo clash = takeDetails(frame);
		if (clash != null) {
			fatal(clash);
			return;
		}
		String id = (frame.connectionId() != null) ? frame.connectionId() : connectionId();
		ConnectionStateChange change = this.states.updated(id, keyOf(frame), frame.error());
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
			this.tokenRejected = tokenError ? error : null;
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
	 * The connection, or the attempt, is gone and is to be made again at once (RTN15a,
	 * RTN15h2, RTN15h3).
	 */
	void lost(ErrorInfo reason) {
		if (state() == ConnectionState.CLOSING) {
			finishClose();
			return;
		}
		if (this.retry.isSuspended()) {
			failed(reason);
			return;
		}
		dropSession();
		boolean atOnce = this.retry.lost(timeToLive());
		if (atOnce) {
			// The state is announced before the attempt begins, in a turn of its own.
			this.retry.scheduleIn(Duration.ZERO);
		}
		this.states.transition(ConnectionState.DISCONNECTED, reason, atOnce ? null : this.retry.schedule());
	}

	private void timeToLiveOver() {
		if (state() == ConnectionState.DISCONNECTED) {
			this.states.transition(ConnectionState.SUSPENDED, Errors.suspended(this.states.snapshot().errorReason()),
					this.retry.schedule());
		}
		// An attempt that is under way decides: if it fails, the connection is suspended.
	}

	void fatal(ErrorInfo error) {
		if (state() == ConnectionState.CLOSING) {
			finishClose();
			return;
		}
		haltAttempt();
		dropSession();
		this.retry.stop();
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
			haltAttempt();
			failed(error);
		}
		else {
			this.states.noteError(error);
		}
	}

	@Nullable Credential credential() {
		return this.credential;
	}

	void credentialSent(@Nullable Credential sent) {
		this.credential = sent;
	}

	// ---- closing

	private void sendClose() {
		TransportSession session = this.session;
		if (session != null) {
			session.send(ProtocolMessage.builder(Action.CLOSE).build());
		}
		this.closing.startTimer();
	}

	private void finishClose() {
		this.closing.cancelTimer();
		ConnectAttempt attempt = this.attempt;
		if (attempt != null) {
			this.attempt = null;
			attempt.halt();
		}
		dropSession();
		this.retry.stop();
		this.states.transition(ConnectionState.CLOSED, null, null);
	}

	// ---- state

	private void dropSession() {
		TransportSession session = this.session;
		this.session = null;
		this.idle.stop();
		this.publishes.disconnected();
		this.context.hosts().connectedTo(null);
		if (session != null) {
			session.discard("The client is done with this connection");
		}
	}

	// RTN7d, RTN7e, RTN13b, RTC8b1
	private void settle(ConnectionState next) {
		boolean hopeless = next == ConnectionState.SUSPENDED || next == ConnectionState.CLOSED
				|| next == ConnectionState.FAILED;
		if (hopeless || (next == ConnectionState.DISCONNECTED && !this.settings.queueMessages())) {
			this.publishes.failAll(stateError());
		}
		if (hopeless || next == ConnectionState.CLOSING) {
			this.pings.failAll(stateError());
		}
		if (hopeless) {
			this.reauthorization.failAll(stateError());
		}
		if (next == ConnectionState.CLOSED || next == ConnectionState.FAILED) {
			this.closing.done();
		}
	}

	// RTN21, RSA15a
	private @Nullable ErrorInfo takeDetails(ProtocolMessage frame) {
		ConnectionDetails given = frame.connectionDetails();
		if (given != null) {
			this.details = given;
		}
		Long idleInterval = this.details.maxIdleInterval();
		this.idle.start((idleInterval != null && idleInterval > 0)
				? Duration.ofMillis(idleInterval).plus(this.settings.requestTimeout()) : Duration.ZERO);
		return (given != null) ? this.context.tokens().confirm(given.clientId()) : null;
	}

	private @Nullable String keyOf(ProtocolMessage frame) {
		ConnectionDetails given = frame.connectionDetails();
		return (given != null && given.connectionKey() != null) ? given.connectionKey() : this.states.snapshot().key();
	}

	private Duration timeToLive() {
		Long given = this.details.connectionStateTtl();
		return (given != null) ? Duration.ofMillis(given) : this.settings.connectionStateTtl();
	}

}
