package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.SerialLane;
import io.github.ablyspring.realtime.Subscription;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The connection as applications see it: posts what they ask for to the loop, and hands
 * results over to where user code runs.
 */
final class DefaultConnection implements Connection {

	private static final int STREAM_BUFFER = 256;

	private final ConnectionManager manager;

	private final ConnectionContext context;

	DefaultConnection(ConnectionManager manager, ConnectionContext context) {
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
		CompletableFuture<Void> future = new CompletableFuture<>();
		this.context.loop().run(() -> this.manager.close(future));
		return this.context.users().handOver(future);
	}

	@Override
	public CompletableFuture<Duration> ping() {
		CompletableFuture<Duration> future = new CompletableFuture<>();
		this.context.loop().run(() -> this.manager.ping(future));
		return this.context.users().handOver(future);
	}

	@Override
	public CompletableFuture<@Nullable ConnectionStateChange> whenState(ConnectionState state) {
		CompletableFuture<@Nullable ConnectionStateChange> future = new CompletableFuture<>();
		this.context.loop().run(() -> this.manager.states().await(state, future));
		return this.context.users().handOver(future);
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
		return Flux.<ConnectionStateChange>create((sink) -> {
			Subscription subscription = on(sink::next);
			sink.onDispose(subscription::unsubscribe);
		}, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(STREAM_BUFFER, BufferOverflowStrategy.DROP_OLDEST);
	}

	@Override
	public @Nullable String createRecoveryKey() {
		return this.manager.createRecoveryKey();
	}

	@Override
	public void networkChanged(boolean available) {
		this.context.loop().run(() -> this.manager.networkChanged(available));
	}

	@Override
	public Subscription on(Consumer<? super ConnectionStateChange> listener) {
		return this.manager.states().emitter().on(listener);
	}

	@Override
	public Subscription on(ConnectionEvent event, Consumer<? super ConnectionStateChange> listener) {
		return this.manager.states().emitter().on(event, listener);
	}

	@Override
	public Subscription once(Consumer<? super ConnectionStateChange> listener) {
		return this.manager.states().emitter().once(listener);
	}

	@Override
	public Subscription once(ConnectionEvent event, Consumer<? super ConnectionStateChange> listener) {
		return this.manager.states().emitter().once(event, listener);
	}

	@Override
	public void off() {
		this.manager.states().emitter().off();
	}

	@Override
	public void off(Consumer<? super ConnectionStateChange> listener) {
		this.manager.states().emitter().off(listener);
	}

	@Override
	public void off(ConnectionEvent event, Consumer<? super ConnectionStateChange> listener) {
		this.manager.states().emitter().off(event, listener);
	}

}
