package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.auth.Credential;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.UnknownListener;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to connect, one after the other, until one succeeds or there is no hope
 * (RTN14, RTN15). At most one is under way, or one is scheduled.
 */
final class Attempts implements ConnectAttempt.Owner {

	private final ConnectionContext context;

	private final StateKeeper states;

	private final Link link;

	private final Recovery recovery;

	private final UnknownListener unknown;

	private final Owner owner;

	private final RetrySchedule retry;

	private @Nullable ConnectAttempt current;

	private @Nullable Credential credential;

	private @Nullable ErrorInfo rejected;

	private boolean silent;

	private long generation;

	Attempts(ConnectionContext context, StateKeeper states, Link link, Recovery recovery, UnknownListener unknown,
			Owner owner) {
		this.context = context;
		this.states = states;
		this.link = link;
		this.recovery = recovery;
		this.unknown = unknown;
		this.owner = owner;
		this.retry = new RetrySchedule(context, this::due, this::expired);
	}

	/**
	 * The credential of the connection is no good any more; the next attempt gets another
	 * (RTN15h2).
	 */
	void reject(@Nullable ErrorInfo reason) {
		this.rejected = reason;
	}

	/**
	 * The credential that the server knows.
	 */
	@Nullable Credential credential() {
		return this.credential;
	}

	void credentialSent(@Nullable Credential sent) {
		this.credential = sent;
	}

	/**
	 * Starts an attempt now.
	 */
	void start() {
		this.retry.cancelRetry();
		if (state() != ConnectionState.CONNECTING) {
			this.states.transition(ConnectionState.CONNECTING, null, null);
		}
		this.recovery.prepare(this::begin);
	}

	private void begin() {
		ConnectAttempt attempt = new ConnectAttempt(this.context, this, this.states.snapshot().key(),
				this.recovery.connectionKey());
		this.current = attempt;
		ErrorInfo rejected = this.rejected;
		this.rejected = null;
		if (rejected != null && this.credential != null) {
			attempt.startWithNewToken(this.credential, rejected);
		}
		else {
			attempt.start();
		}
	}

	/**
	 * Gives up the attempt that is under way, if there is one, without leaving the state.
	 */
	void halt() {
		this.recovery.halt();
		ConnectAttempt attempt = this.current;
		if (attempt != null) {
			this.current = null;
			attempt.halt();
		}
	}

	/**
	 * Whether the server may know of the attempt that is under way.
	 */
	boolean reachedServer() {
		return this.current != null && this.current.reachedServer();
	}

	/**
	 * The connection was lost, or the attempt given up: the next one follows at once,
	 * unless connections keep breaking (RTN15a, RTN15h2, RTN15h3).
	 */
	void afterLoss(ErrorInfo reason) {
		if (this.retry.isSuspended()) {
			failed(reason);
			return;
		}
		boolean atOnce = this.retry.lost(this.link.timeToLive());
		if (atOnce) {
			// The state is announced before the attempt begins, in a turn of its own.
			this.retry.scheduleIn(Duration.ZERO);
		}
		this.states.transition(ConnectionState.DISCONNECTED, reason, atOnce ? null : this.retry.schedule());
	}

	/**
	 * The connection stands.
	 */
	void succeeded() {
		this.recovery.done();
		this.silent = false;
		this.retry.connected();
	}

	/**
	 * No attempt follows.
	 */
	void stop() {
		halt();
		this.retry.stop();
	}

	/**
	 * Forgets what earlier attempts have come to.
	 */
	void reset() {
		this.retry.reset();
		this.silent = false;
	}

	@Override
	public void connected(ConnectAttempt attempt, TransportSession session, ProtocolMessage frame) {
		this.current = null;
		this.credential = attempt.credential();
		this.owner.connected(session, frame, attempt.recovered());
	}

	@Override
	public void failed(ErrorInfo error) {
		this.silent |= this.current != null && this.current.metSilence();
		this.current = null;
		if (state() == ConnectionState.CLOSING) {
			this.owner.closed();
			return;
		}
		this.retry.startTimeToLive(this.link.timeToLive());
		ConnectionState next = this.retry.isSuspended() ? ConnectionState.SUSPENDED : ConnectionState.DISCONNECTED;
		this.states.transition(next, error, this.retry.schedule());
	}

	@Override
	public void refused(ErrorInfo error) {
		this.current = null;
		this.owner.fatal(error);
	}

	@Override
	public long nextGeneration() {
		return ++this.generation;
	}

	@Override
	public UnknownListener unknownListener() {
		return this.unknown;
	}

	@Override
	public boolean silentBefore() {
		return this.silent;
	}

	private void due() {
		ConnectionState state = state();
		if (state == ConnectionState.DISCONNECTED || state == ConnectionState.SUSPENDED) {
			start();
		}
	}

	private void expired() {
		if (state() == ConnectionState.DISCONNECTED) {
			ErrorInfo error = Errors.suspended(this.states.snapshot().errorReason());
			this.states.transition(ConnectionState.SUSPENDED, error, this.retry.schedule());
		}
		// An attempt that is under way decides: if it fails, the connection is suspended.
	}

	private ConnectionState state() {
		return this.states.state();
	}

	/**
	 * Whose attempts they are.
	 */
	interface Owner {

		/**
		 * An attempt has led to CONNECTED.
		 * @param session the transport
		 * @param frame what the server said
		 * @param recovered whether the attempt was to take over another client's
		 * connection
		 */
		void connected(TransportSession session, ProtocolMessage frame, boolean recovered);

		/**
		 * An attempt has failed for a reason that trying again does not mend.
		 * @param error the reason
		 */
		void fatal(ErrorInfo error);

		/** The attempt that a close was waiting for has come to nothing. */
		void closed();

	}

}
