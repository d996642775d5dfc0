package io.github.ablyspring.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.rest.BatchPresenceResult;
import io.github.ablyspring.rest.BatchPublishResult;
import io.github.ablyspring.rest.BatchPublishSpec;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.PaginatedFuture;
import io.github.ablyspring.rest.Push;
import io.github.ablyspring.rest.RestChannels;
import io.github.ablyspring.rest.Stats;
import io.github.ablyspring.rest.StatsParams;
import org.jspecify.annotations.Nullable;

/**
 * A client of Ably's REST API. It never blocks: every operation starts at once and gives
 * a future. <pre>{@code
 * try (AblyRest ably = AblyRest.create(key)) {
 *     ably.time().thenAccept(System.out::println).join();
 * }
 * }</pre>
 */
public interface AblyRest extends AutoCloseable {

	/**
	 * Creates a client with a key or a token and defaults for everything else (RSC1a).
	 * @param keyOrToken an API key, which has a colon, or a token
	 * @return the client
	 */
	static AblyRest create(String keyOrToken) {
		return create(ClientOptions.of(keyOrToken));
	}

	/**
	 * Creates a client.
	 * @param options what it is to be like
	 * @return the client
	 */
	static AblyRest create(ClientOptions options) {
		return new DefaultAblyRest(ClientCore.create("REST", options));
	}

	/**
	 * Creates a client on resources that it shares with others. They stay open when it is
	 * closed.
	 * @param options what it is to be like
	 * @param resources threads, connections and executor
	 * @return the client
	 */
	static AblyRest create(ClientOptions options, ClientResources resources) {
		return new DefaultAblyRest(ClientCore.create("REST", options, resources));
	}

	/**
	 * The authentication of this client (RSC5).
	 * @return the authentication
	 */
	Auth auth();

	/**
	 * Who this client is (RSC17).
	 * @return the client id, see {@link Auth#clientId()}
	 */
	default @Nullable String clientId() {
		return auth().clientId();
	}

	/**
	 * The channels of this client (RSN1).
	 * @return the channels
	 */
	RestChannels channels();

	/**
	 * Push notifications (RSC21).
	 * @return push
	 */
	Push push();

	/**
	 * Publishes messages to many channels in one request (RSC22).
	 * @param spec what goes where
	 * @return what became of it, channel by channel
	 */
	CompletableFuture<BatchResult<BatchPublishResult>> batchPublish(BatchPublishSpec spec);

	/**
	 * Publishes messages to many channels in one request (RSC22).
	 * @param specs what goes where
	 * @return what became of each spec, channel by channel
	 */
	CompletableFuture<List<BatchResult<BatchPublishResult>>> batchPublish(List<BatchPublishSpec> specs);

	/**
	 * Asks in one request who is present on many channels (RSC24).
	 * @param channels the channels' names
	 * @return who is present, channel by channel
	 */
	CompletableFuture<BatchResult<BatchPresenceResult>> batchPresence(List<String> channels);

	/**
	 * The time by the clock of the service (RSC16). Needs no credentials.
	 * @return the time
	 */
	CompletableFuture<Instant> time();

	/**
	 * The statistics of the app, as the service gives them by default (RSC6).
	 * @return the latest minutes, newest first
	 */
	default PaginatedFuture<Stats> stats() {
		return stats(StatsParams.none());
	}

	/**
	 * The statistics of the app (RSC6).
	 * @param params which of them
	 * @return the first page
	 */
	PaginatedFuture<Stats> stats(StatsParams params);

	/**
	 * Makes a request of any kind, without parameters and body (RSC19).
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
	 * Makes a request of any kind, by a given version of the protocol (RSC19f).
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
	 * The same client for an SDK that wraps this library: its requests are attributed to
	 * that SDK (RSC26). Only for SDKs that are written by Ably itself; applications have
	 * no use for it.
	 * @param options which SDK
	 * @return the client; it shares all state with this one
	 */
	AblyRest createWrapperSdkProxy(WrapperSdkProxyOptions options);

	/**
	 * Frees what the client holds. Requests made afterwards fail. Can be called more than
	 * once.
	 */
	@Override
	void close();

}
