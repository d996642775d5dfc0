package io.github.ablyspring.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.realtime.channel.RealtimeChannels;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.rest.BatchPresenceResult;
import io.github.ablyspring.rest.BatchPublishResult;
import io.github.ablyspring.rest.BatchPublishSpec;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.PaginatedFuture;
import io.github.ablyspring.rest.Push;
import io.github.ablyspring.rest.Stats;
import io.github.ablyspring.rest.StatsParams;
import org.jspecify.annotations.Nullable;

/**
 * A client with a lasting connection to Ably: publishes and receives messages as they
 * come, and does whatever an {@link AblyRest} does.
 *
 * <pre>{@code
 * AblyRealtime ably = AblyRealtime.create(ClientOptions.builder().key(key).clientId("warehouse").build());
 * RealtimeChannel orders = ably.channels().get("orders");
 * orders.subscribe("created", message -> ship(message.data(Order.class)));
 * orders.publish("created", new Order(42)).thenAccept(result -> log.info("stored as {}", result.serial()));
 * }</pre>
 *
 * It connects by itself unless the options say otherwise. Everything may be called from
 * any thread, and from any callback.
 */
public interface AblyRealtime extends AutoCloseable {

	/**
	 * Creates a client with a key or a token and defaults for everything else (RTC12).
	 * @param keyOrToken an API key, which has a colon, or a token
	 * @return the client
	 */
	static AblyRealtime create(String keyOrToken) {
		return create(ClientOptions.of(keyOrToken));
	}

	/**
	 * Creates a client.
	 * @param options what it is to be like
	 * @return the client
	 */
	static AblyRealtime create(ClientOptions options) {
		return DefaultAblyRealtime.start(ClientCore.create("Realtime", options));
	}

	/**
	 * Creates a client on resources that it shares with others. They stay open when it is
	 * closed.
	 * @param options what it is to be like
	 * @param resources threads, connections and executor
	 * @return the client
	 */
	static AblyRealtime create(ClientOptions options, ClientResources resources) {
		return DefaultAblyRealtime.start(ClientCore.create("Realtime", options, resources));
	}

	/**
	 * The connection (RTC2).
	 * @return the connection
	 */
	Connection connection();

	/**
	 * The channels (RTC3).
	 * @return the channels
	 */
	RealtimeChannels channels();

	/**
	 * The authentication of this client (RTC4). An {@code authorize} takes effect on the
	 * connection, too: it completes when the connection uses the new token (RTC8).
	 * @return the authentication
	 */
	Auth auth();

	/**
	 * Who this client is (RTC17).
	 * @return the client id, see {@link Auth#clientId()}
	 */
	default @Nullable String clientId() {
		return auth().clientId();
	}

	/**
	 * Push notifications (RTC13).
	 * @return push
	 */
	Push push();

	/**
	 * What the client was created with.
	 * @return the options
	 */
	ClientOptions options();

	/**
	 * Connects (RTC15), see {@link Connection#connect()}.
	 */
	default void connect() {
		connection().connect();
	}

	/**
	 * Closes the connection (RTC16), and frees what the client holds as soon as that is
	 * done. Does not wait: {@link Connection#close()} tells when the connection is
	 * closed. Can be called more than once, and {@link #connect()} opens the connection
	 * again.
	 */
	@Override
	void close();

	/**
	 * The time by the clock of the service (RTC6). Needs no credentials.
	 * @return the time
	 */
	CompletableFuture<Instant> time();

	/**
	 * The statistics of the app, as the service gives them by default (RTC5).
	 * @return the latest minutes, newest first
	 */
	default PaginatedFuture<Stats> stats() {
		return stats(StatsParams.none());
	}

	/**
	 * The statistics of the app (RTC5).
	 * @param params which of them
	 * @return the first page
	 */
	PaginatedFuture<Stats> stats(StatsParams params);

	/**
	 * Makes a request of any kind, without parameters and body (RTC9).
	 * @param method the HTTP verb
	 * @param path the encoded path, such as {@code /channels/orders/messages}
	 * @return the answer, whatever its status
	 */
	default CompletableFuture<HttpPaginatedResponse> request(String method, String path) {
		return request(method, path, Map.of(), null, Map.of());
	}

	/**
	 * Makes a request of any kind, by the version of the protocol that this library
	 * speaks.
	 * @param method the HTTP verb
	 * @param path the encoded path
	 * @param params parameters for the query
	 * @param body a JSON tree of maps, lists and scalars, or {@code null} for none
	 * @param headers headers to add
	 * @return the answer, whatever its status
	 */
	CompletableFuture<HttpPaginatedResponse> request(String method, String path, Map<String, ?> params,
			@Nullable Object body, Map<String, String> headers);

	/**
	 * Makes a request of any kind, by a given version of the protocol.
	 * @param method the HTTP verb
	 * @param path the encoded path
	 * @param version by which version the service reads the request
	 * @param params parameters for the query
	 * @param body a JSON tree of maps, lists and scalars, or {@code null} for none
	 * @param headers headers to add; those of the library itself, and the credentials,
	 * cannot be replaced
	 * @return the answer, whatever its status; a failure only when there was none
	 */
	CompletableFuture<HttpPaginatedResponse> request(String method, String path, int version, Map<String, ?> params,
			@Nullable Object body, Map<String, String> headers);

	/**
	 * Publishes to many channels in one request.
	 * @param spec what goes where
	 * @return what became of it, channel by channel
	 */
	CompletableFuture<BatchResult<BatchPublishResult>> batchPublish(BatchPublishSpec spec);

	/**
	 * Publishes to many channels in one request.
	 * @param specs what goes where
	 * @return what became of each spec, channel by channel
	 */
	CompletableFuture<List<BatchResult<BatchPublishResult>>> batchPublish(List<BatchPublishSpec> specs);

	/**
	 * Asks in one request who is present on many channels.
	 * @param channels the channels' names
	 * @return who is present, channel by channel
	 */
	CompletableFuture<BatchResult<BatchPresenceResult>> batchPresence(List<String> channels);

	/**
	 * The same client for an SDK that wraps this library: its requests, and the channels
	 * it gets, are attributed to that SDK (RTC14). Only for SDKs that are written by Ably
	 * itself; applications have no use for it.
	 * @param options which SDK
	 * @return the client; it shares all state with this one
	 */
	AblyRealtime createWrapperSdkProxy(WrapperSdkProxyOptions options);

}
