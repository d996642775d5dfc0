package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.Emitter;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of a connection and tells everybody of its changes: first the channels
 * (RTL3d1), then what is pending on the connection, then the world.
 */
final class StateKeeper {

	private final Consumer<ConnectionStateChange> channels;

	private final Consumer<ConnectionState> pending;

	private final Observers observers;

	private final Emitter<ConnectionEvent, ConnectionStateChange> emitter;

	private final EventLog log;

	private final StateWaiters waiters = new StateWaiters();

	private final Supplier<Instant> clock;

	private volatile StateSnapshot snapshot = StateSnapshot.INITIAL;

	private volatile Instant since;

	/**
	 * Creates a keeper.
	 * @param channels told of each new state
	 * @param pending told of each new state next, to settle what does not survive it
	 * @param observers told of each change
	 * @param emitter tells the listeners
	 * @param clock tells the time
	 * @param log notes each change
	 */
	StateKeeper(Consumer<ConnectionStateChange> channels, Consumer<ConnectionState> pending, Observers observers,
			Emitter<ConnectionEvent, ConnectionStateChange> emitter, Supplier<Instant> clock, EventLog log) {
		this.channels = channels;
		this.pending = pending;
		this.observers = observers;
		this.emitter = emitter;
		this.clock = clock;
		this.since = clock.get();
		this.log = log;
	}

	/**
	 * On any thread.
	 */
	ConnectionState state() {
		return this.snapshot.state();
	}

	/**
	 * On any thread.
	 */
	StateSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * On any thread.
	 */
	Emitter<ConnectionEvent, ConnectionStateChange> emitter() {
		return this.emitter;
	}

	/**
	 * When the current state was entered. On any thread.
	 */
	Instant since() {
		return this.since;
	}

	void await(ConnectionState state, CompletableFuture<@Nullable ConnectionStateChange> future) {
		if (this.snapshot.state() == state) {
			future.complete(null);
		}
		else {
			this.waiters.add(state, future);
		}
	}

	void transition(ConnectionState next, @Nullable ErrorInfo reason, @Nullable Duration retryIn) {
		ConnectionState previous = this.snapshot.state();
		this.snapshot = this.snapshot.withState(next, reason);
		this.since = this.clock.get();
		ConnectionStateChange change = new ConnectionStateChange(previous, next, next.event(), reason, retryIn);
		this.channels.accept(change);
		this.pending.accept(next);
		announce(change);
	}

	/**
	 * The connection is there. The channels are told, the world is not yet.
	 * @return the change to announce
	 */
	ConnectionStateChange connected(@Nullable String id, @Nullable String key, @Nullable ErrorInfo error) {
		ConnectionState previous = this.snapshot.state();
		this.snapshot = new StateSnapshot(ConnectionState.CONNECTED, id, key, error);
		this.since = this.clock.get();
		ConnectionStateChange change = new ConnectionStateChange(previous, ConnectionState.CONNECTED,
				ConnectionEvent.CONNECTED, error, null);
		this.channels.accept(change);
		return change;
	}

	/**
	 * The connection stays, with news (RTN24).
	 * @return the change to announce
	 */
	ConnectionStateChange updated(@Nullable String id, @Nullable String key, @Nullable ErrorInfo error) {
		this.snapshot = new StateSnapshot(ConnectionState.CONNECTED, id, key, error);
		return new ConnectionStateChange(ConnectionState.CONNECTED, ConnectionState.CONNECTED, ConnectionEvent.UPDATE,
				error, null);
	}

	void announce(ConnectionStateChange change) {
		this.log.log(LogLevel.DEBUG, "Connection state changed", () -> describe(change));
		this.waiters.changed(change);
		this.observers.stateChanged(change);
		this.emitter.emit(change.event(), change);
	}

	void noteError(ErrorInfo error) {
		StateSnapshot now = this.snapshot;
		this.snapshot = new StateSnapshot(now.state(), now.id(), now.key(), error);
	}

	/**
	 * Forgets id, key and error (RTN11d).
	 */
	void forget() {
		this.snapshot = new StateSnapshot(this.snapshot.state(), null, null, null);
	}

	private static Map<String, Object> describe(ConnectionStateChange change) {
		ErrorInfo reason = change.reason();
		return Map.of("previous", change.previous(), "current", change.current(), "reason",
				(reason != null) ? reason : "none");
	}

}
