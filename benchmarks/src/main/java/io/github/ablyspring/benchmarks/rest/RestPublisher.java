package io.github.ablyspring.benchmarks.rest;

import java.util.concurrent.CompletableFuture;

import io.ably.lib.realtime.CompletionListener;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.ErrorInfo;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.rest.RestChannel;

/**
 * A client that publishes over REST.
 */
@FunctionalInterface
interface RestPublisher {

	/**
	 * Publishes a message.
	 * @param data its payload
	 * @return completes when it is acknowledged
	 */
	CompletableFuture<?> publish(String data);

	static RestPublisher of(String subject, WireFormat format, Wire wire, int port) throws Exception {
		return switch (subject) {
			case "ably-spring" -> ours(format, wire, port);
			case "ably-java", "ably-java-256-connections" -> official(format, wire, port);
			case "netty" -> new BareHttp(format, port);
			default -> throw new IllegalArgumentException("Not a subject: " + subject);
		};
	}

	private static RestPublisher ours(WireFormat format, Wire wire, int port) {
		AblyRest ably = AblyRest.create(ClientOptions.builder()
			.token("token")
			.endpoint("127.0.0.1")
			.tls(wire.isSecure())
			.port(port)
			.tlsPort(port)
			.useBinaryProtocol(format == WireFormat.MSGPACK)
			.build());
		RestChannel channel = ably.channels().get("bench");
		return (data) -> channel.publish("event", data);
	}

	private static RestPublisher official(WireFormat format, Wire wire, int port) throws AblyException {
		io.ably.lib.types.ClientOptions options = new io.ably.lib.types.ClientOptions();
		options.token = "token";
		options.restHost = "127.0.0.1";
		options.tls = wire.isSecure();
		options.port = port;
		options.tlsPort = port;
		options.fallbackHosts = new String[0];
		options.useBinaryProtocol = format == WireFormat.MSGPACK;
		options.logLevel = 7;
		io.ably.lib.rest.AblyRest ably = new io.ably.lib.rest.AblyRest(options);
		io.ably.lib.rest.Channel channel = ably.channels.get("bench");
		return (data) -> {
			CompletableFuture<Void> published = new CompletableFuture<>();
			channel.publishAsync("event", data, new CompletionListener() {

				@Override
				public void onSuccess() {
					published.complete(null);
				}

				@Override
				public void onError(ErrorInfo reason) {
					published.completeExceptionally(new IllegalStateException(String.valueOf(reason)));
				}

			});
			return published;
		};
	}

}
