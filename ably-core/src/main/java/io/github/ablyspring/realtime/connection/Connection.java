package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.EventEmitter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The connection of a realtime client: its state, and what one can do about it.
 *
 * <pre>{@code
 * ably.connection().on(change -> log.info("{} -> {}", change.previous(), change.current()));
 * ably.connection().whenState(ConnectionState.CONNECTED).thenRun(this::ready);
 * }</pre>
 *
 * All methods may be called from any thread, and from any callback.
 */
public interface Connection extends EventEmitter<ConnectionEvent, ConnectionStateChange> {

	/**
	 * The current state.
	 * @return the state
	 */
	ConnectionState state();

	/**
	 * The id of the connection, which messages that it publishes carry.
	 * @return the id; {@code null} before the first connect, and when closing, closed or
	 * failed
	 */
	@Nullable String id();

	/**
	 * The private key by which the connection can be resumed.
	 * @return the key; {@code null} before the first connect, and when closing, closed or
	 * failed
	 */
	@Nullable String key();

	/**
	 * The last error of the connection; a successful connect clears it.
	 * @return the error, if there was one
	 */
	@Nullable ErrorInfo errorReason();

	/**
	 * How the connection is doing, for those that look after it.
	 * @return its status at this moment
	 */
	ConnectionStatus status();

	/**
	 * Connects, if not connected or connecting already (RTN11). Skips the wait when
	 * another attempt is scheduled.
	 */
	void connect();

	/**
	 * Closes the connection (RTN12). It can be opened again with {@link #connect()}.
	 * @return completes when the connection is closed, or failed meanwhile
	 */
	CompletableFuture<Void> close();

	/**
	 * Measures the time to the server and back (RTN13). Waits for the connection while
	 * connecting or disconnected.
	 * @return the round-trip time
	 */
	CompletableFuture<Duration> ping();

	/**
	 * Completes when the connection is in a state, at once if it is already (RTN26). Does
	 * not wait for listeners, which may hear of the change earlier or later: so a
	 * listener may wait for a state itself, and one that never returns holds up nobody
	 * else.
	 * @param state the state to wait for
	 * @return the change that led to the state, or {@code null} if the connection was in
	 * it already
	 */
	CompletableFuture<@Nullable ConnectionStateChange> whenState(ConnectionState state);

	/**
	 * Calls a listener once when the connection is in a state, at once if it is already
	 * (RTN26); otherwise in turn with the listeners of {@link #once}, of which it is one.
	 * @param state the state to wait for
	 * @param listener given the change that led to the state, or {@code null} if the
	 * connection was in it already
	 */
	void whenState(ConnectionState state, Consumer<? super @Nullable ConnectionStateChange> listener);

	/**
	 * The changes from now on, as a stream. A subscriber that does not keep up loses the
	 * oldest changes first.
	 * @return the changes
	 */
	Flux<ConnectionStateChange> stateChanges();

	/**
	 * A key by which another client can take this connection over: see
	 * {@code ClientOptions.recover} (RTN16g).
	 * @return the key, or {@code null} when there is nothing to take over
	 */
	@Nullable String createRecoveryKey();

	/**
	 * Tells the connection what the operating system says about the network (RTN20): a
	 * loss disconnects at once, a return is answered with an immediate attempt. For
	 * applications that can observe it; nothing depends on it.
	 * @param available whether the network is there
	 */
	void networkChanged(boolean available);

}
