package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.Emitting;
import io.github.ablyspring.realtime.SerialLane;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The connection as applications see it: posts what they ask for to the loop, and hands
 * results over to where user code runs.
 */
final class DefaultConnection extends Emitting<ConnectionEvent, ConnectionStateChange> implements Connection {

	private final ConnectionManager manager;

	private final ConnectionContext context;

	DefaultConnection(ConnectionManager manager, ConnectionContext context) {
		super(manager.states().emitter());
		this.manager = manager;
		this.context = context;
	}

	@Override
	public ConnectionState state() {
		return this.manager.state();
	}

	@Override
	public @Nullable String id() {
		return this.manager.states().snapshot().id();
	}

	@Override
	public @Nullable String key() {
		return this.manager.states().snapshot().key();
	}

	@Override
	public @Nullable ErrorInfo errorReason() {
		return this.manager.states().snapshot().errorReason();
	}

	@Override
	public ConnectionStatus status() {
		return this.manager.status();
	}

	@Override
	public void connect() {
		this.context.loop().run(this.manager::connect);
	}

	@Override
	public CompletableFuture<Void> close() {
		return onLoop(this.manager::close);
	}

	@Override
	public CompletableFuture<Duration> ping() {
		return onLoop(this.manager::ping);
	}

	@Override
	public CompletableFuture<@Nullable ConnectionStateChange> whenState(ConnectionState state) {
		return onLoop((future) -> this.manager.states().await(state, future));
	}

	@Override
	public void whenState(ConnectionState state, Consumer<? super @Nullable ConnectionStateChange> listener) {
		this.context.loop().run(() -> {
			if (this.manager.state() == state) {
				this.context.users().execute(() -> SerialLane.runSafely(() -> listener.accept(null)));
			}
			else {
				once(state.event(), listener);
			}
		});
	}

	@Override
	public Flux<ConnectionStateChange> stateChanges() {
		return this.manager.states().emitter().stream();
	}

	@Override
	public @Nullable String createRecoveryKey() {
		return this.manager.createRecoveryKey();
	}

	@Override
	public void networkChanged(boolean available) {
		this.context.loop().run(() -> this.manager.networkChanged(available));
	}

	private <T extends @Nullable Object> CompletableFuture<T> onLoop(Consumer<CompletableFuture<T>> operation) {
		CompletableFuture<T> future = new CompletableFuture<>();
		this.context.loop().run(() -> operation.accept(future));
		return this.context.users().waitFor(future);
	}

}
