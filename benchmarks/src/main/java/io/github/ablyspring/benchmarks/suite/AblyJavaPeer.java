package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.ably.lib.realtime.AblyRealtime;
import io.ably.lib.realtime.Channel;
import io.ably.lib.realtime.CompletionListener;
import io.ably.lib.realtime.ConnectionEvent;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.ClientOptions;
import io.ably.lib.types.ErrorInfo;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The official client, with its defaults.
 */
final class AblyJavaPeer implements Peer {

	private final AblyRealtime client;

	private final AtomicInteger disconnects = new AtomicInteger();

	AblyJavaPeer(Settings settings) {
		try {
			ClientOptions options = new ClientOptions("app.key:secret");
			options.realtimeHost = "127.0.0.1";
			options.restHost = "127.0.0.1";
			options.port = settings.port();
			options.tls = false;
			// a key may not be sent in the clear; a token may
			options.key = null;
			options.token = settings.token();
			options.clientId = "bench";
			options.autoConnect = false;
			options.useBinaryProtocol = settings.format() == WireFormat.MSGPACK;
			options.fallbackHosts = new String[0];
			options.logLevel = 7;
			if (settings.impatient()) {
				options.realtimeRequestTimeout = 1000;
			}
			this.client = new AblyRealtime(options);
			this.client.connection.on(ConnectionEvent.disconnected, (change) -> this.disconnects.incrementAndGet());
		}
		catch (AblyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public CompletableFuture<Void> connect() {
		CompletableFuture<Void> connected = new CompletableFuture<>();
		this.client.connection.once(ConnectionEvent.connected, (change) -> connected.complete(null));
		this.client.connection.once(ConnectionEvent.failed,
				(change) -> connected.completeExceptionally(new IllegalStateException(String.valueOf(change.reason))));
		this.client.connect();
		return connected;
	}

	@Override
	public CompletableFuture<Void> subscribe(String channel, Consumer<@Nullable String> listener) {
		CompletableFuture<Void> attached = new CompletableFuture<>();
		try {
			Channel subscribed = this.client.channels.get(channel);
			subscribed.subscribe((message) -> listener.accept((String) message.data));
			subscribed.attach(completing(attached));
		}
		catch (AblyException ex) {
			attached.completeExceptionally(ex);
		}
		return attached;
	}

	@Override
	public CompletableFuture<Void> attach(String channel) {
		CompletableFuture<Void> attached = new CompletableFuture<>();
		try {
			this.client.channels.get(channel).attach(completing(attached));
		}
		catch (AblyException ex) {
			attached.completeExceptionally(ex);
		}
		return attached;
	}

	@Override
	public void publish(String channel, String data, Consumer<Boolean> outcome) {
		try {
			this.client.channels.get(channel).publish("update", data, new CompletionListener() {

				@Override
				public void onSuccess() {
					outcome.accept(true);
				}

				@Override
				public void onError(ErrorInfo reason) {
					outcome.accept(false);
				}

			});
		}
		catch (AblyException ex) {
			outcome.accept(false);
		}
	}

	@Override
	public CompletableFuture<Integer> members(String channel) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.client.channels.get(channel).presence.get(true).length;
			}
			catch (AblyException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Override
	public CompletableFuture<Void> release(String channel) {
		CompletableFuture<Void> detached = new CompletableFuture<>();
		try {
			this.client.channels.get(channel).detach(completing(detached));
		}
		catch (AblyException ex) {
			detached.completeExceptionally(ex);
		}
		return detached.thenRun(() -> this.client.channels.release(channel));
	}

	@Override
	public int disconnects() {
		return this.disconnects.get();
	}

	@Override
	public void close() {
		this.client.close();
	}

	private static CompletionListener completing(CompletableFuture<Void> future) {
		return new CompletionListener() {

			@Override
			public void onSuccess() {
				future.complete(null);
			}

			@Override
			public void onError(ErrorInfo reason) {
				future.completeExceptionally(new IllegalStateException(String.valueOf(reason)));
			}

		};
	}

}
