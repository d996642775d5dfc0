package io.github.ablyspring.benchmarks.suite;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Our client, with its defaults.
 */
final class OurPeer implements Peer {

	private final AblyRealtime client;

	OurPeer(int port, WireFormat format) {
		this.client = AblyRealtime.create(ClientOptions.builder()
			.token("token")
			.endpoint("127.0.0.1")
			.port(port)
			.tls(false)
			.clientId("bench")
			.autoConnect(false)
			.useBinaryProtocol(format == WireFormat.MSGPACK)
			.fallbackHosts(List.of())
			.build());
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
	public CompletableFuture<Void> publish(String channel, String data) {
		return this.client.channels().get(channel).publish("update", data).thenAccept((result) -> {
		});
	}

	@Override
	public CompletableFuture<Integer> members(String channel) {
		return this.client.channels().get(channel).presence().get().thenApply(List::size);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
