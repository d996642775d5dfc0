package io.github.ablyspring.benchmarks.suite;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.connection.ConnectionEvent;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Our client, with its defaults unless the settings say otherwise.
 */
final class OurPeer implements Peer {

	private final AblyRealtime client;

	private final AtomicInteger disconnects = new AtomicInteger();

	OurPeer(Settings settings) {
		this.client = AblyRealtime.create(options(settings));
		this.client.connection().on(ConnectionEvent.DISCONNECTED, (change) -> this.disconnects.incrementAndGet());
	}

	static ClientOptions options(Settings settings) {
		ClientOptionsBuilder options = ClientOptions.builder()
			.token(settings.token())
			.endpoint("127.0.0.1")
			.port(settings.port())
			.tls(false)
			.clientId("bench")
			.autoConnect(false)
			.useBinaryProtocol(settings.format() == WireFormat.MSGPACK)
			.fallbackHosts(List.of());
		if (settings.impatient()) {
			options.realtimeRequestTimeout(Duration.ofSeconds(1));
		}
		if (settings.direct()) {
			options.listenerExecutor(Runnable::run);
		}
		return options.build();
	}

	@Override
	public CompletableFuture<Void> connect() {
		this.client.connect();
		return this.client.connection().whenState(ConnectionState.CONNECTED).thenAccept((change) -> {
		});
	}

	@Override
	public CompletableFuture<Void> subscribe(String channel, Consumer<@Nullable String> listener) {
		return this.client.channels()
			.get(channel)
			.subscribe((message) -> listener.accept((String) message.data()))
			.attached()
			.thenAccept((change) -> {
			});
	}

	@Override
	public CompletableFuture<Void> attach(String channel) {
		return this.client.channels().get(channel).attach().thenAccept((change) -> {
		});
	}

	@Override
	public void publish(String channel, String data, Consumer<Boolean> outcome) {
		this.client.channels()
			.get(channel)
			.publish("update", data)
			.whenComplete((result, failure) -> outcome.accept(failure == null));
	}

	@Override
	public CompletableFuture<Integer> members(String channel) {
		return this.client.channels().get(channel).presence().get().thenApply(List::size);
	}

	@Override
	public CompletableFuture<Void> release(String channel) {
		return this.client.channels().release(channel);
	}

	@Override
	public int disconnects() {
		return this.disconnects.get();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
