package io.github.ablyspring.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import org.jspecify.annotations.Nullable;

/**
 * A realtime client whose server, time and threads are the test's: nothing happens but
 * inside the methods of this class, and always in the same order.
 *
 * <pre>{@code
 * &#64;AutoClose
 * private final RealtimeFixture fixture = new RealtimeFixture();
 *
 * this.fixture.server().onMessage(Action.ATTACH, (frame) -> this.fixture.server().sendToClient(Frames.attached(frame.channel())));
 * AblyRealtime client = this.fixture.client((options) -> options.clientId("me"));
 * this.fixture.connect();
 * this.fixture.await(client.channels().get("orders").attach());
 * }</pre>
 *
 * Clients do not connect by themselves, and use a key unless the test gives them
 * something else. Requests over HTTP find an internet that is up, and nothing else.
 */
public final class RealtimeFixture implements AutoCloseable {

	/** The key of clients that are given no other credentials. */
	public static final String KEY = "appId.keyId:keySecret";

	private final VirtualLoop loop = new VirtualLoop();

	private final MockWebSocket server = new MockWebSocket();

	private final MockHttp http = new MockHttp(this.loop);

	private final ClientResources resources = ClientResources.builder()
		.ioThreads(1)
		.executor(this.loop.users())
		.httpTransport(this.http)
		.realtimeTransport(this.server)
		.serialLoops(() -> this.loop)
		.build();

	private final List<AblyRealtime> clients = new ArrayList<>();

	private final List<ConnectionStateChange> changes = new ArrayList<>();

	/**
	 * Creates a server without clients.
	 */
	public RealtimeFixture() {
		this.http.onRequest((request) -> {
			if (request.url().toString().contains("internet-up")) {
				request.respond(200, "yes");
			}
			else {
				request.respond(404, Map.of("error", Map.of("code", 40400, "statusCode", 404, "message", "not here")));
			}
		});
	}

	// ---- the parts

	/**
	 * The loop, and with it the time.
	 * @return the loop
	 */
	public VirtualLoop loop() {
		return this.loop;
	}

	/**
	 * The realtime server.
	 * @return the server
	 */
	public MockWebSocket server() {
		return this.server;
	}

	/**
	 * The REST server.
	 * @return the server
	 */
	public MockHttp http() {
		return this.http;
	}

	/**
	 * What clients that are not made here need in order to use the same servers.
	 * @return the resources
	 */
	public ClientResources resources() {
		return this.resources;
	}

	/**
	 * The client that was created first; created now if need be.
	 * @return the client
	 */
	public AblyRealtime client() {
		return this.clients.isEmpty() ? client((options) -> options) : this.clients.get(0);
	}

	/**
	 * Creates the client.
	 * @param customizer says what it is to be like
	 * @return the client
	 */
	public AblyRealtime client(UnaryOperator<ClientOptionsBuilder> customizer) {
		if (!this.clients.isEmpty()) {
			throw new AssertionError("There is a client already: use anotherClient");
		}
		AblyRealtime client = create(customizer);
		client.connection().on(this.changes::add);
		return client;
	}

	/**
	 * Creates a further client of the same servers.
	 * @param customizer says what it is to be like
	 * @return the client
	 */
	public AblyRealtime anotherClient(UnaryOperator<ClientOptionsBuilder> customizer) {
		return create(customizer);
	}

	private AblyRealtime create(UnaryOperator<ClientOptionsBuilder> customizer) {
		ClientOptions options = customizer
			.apply(ClientOptions.builder().autoConnect(false).reconnectDelay(sameSpread()))
			.build();
		boolean credentials = options.key() != null || options.token() != null || options.tokenDetails() != null
				|| options.authUrl() != null || options.auth().authCallback() != null
				|| options.auth().tokenRequest() != null;
		AblyRealtime client = AblyRealtime.create(credentials ? options : options.toBuilder().key(KEY).build(),
				this.resources);
		this.clients.add(client);
		return client;
	}

	/**
	 * The connection of the client.
	 * @return the connection
	 */
	public Connection connection() {
		return client().connection();
	}

	/**
	 * The delay that Ably asks for, spread at random, but alike in each run: a test that
	 * passes today must not fail tomorrow.
	 * @return the delay
	 */
	public static ReconnectDelay sameSpread() {
		return ReconnectDelay.backoff(new SplittableRandom(42)::nextDouble);
	}

	// ---- letting things happen

	/**
	 * Connects the client.
	 */
	public void connect() {
		connect(client());
	}

	/**
	 * Connects a client.
	 * @param client the client
	 */
	public void connect(AblyRealtime client) {
		client.connect();
		awaitState(client.connection(), ConnectionState.CONNECTED);
		run();
	}

	/**
	 * Does all there is to do, without any time passing.
	 */
	public void run() {
		this.loop.runUntilIdle();
	}

	/**
	 * Lets time pass, and does all there is to do meanwhile.
	 * @param millis how much
	 */
	public void advance(long millis) {
		this.loop.advance(millis);
	}

	/**
	 * Lets time pass, and does all there is to do meanwhile.
	 * @param duration how much
	 */
	public void advance(Duration duration) {
		this.loop.advance(duration);
	}

	/**
	 * Runs until the client's connection is in a state, and no further: the state may be
	 * one that does not last. No time passes.
	 * @param state the state
	 */
	public void awaitState(ConnectionState state) {
		awaitState(connection(), state);
	}

	/**
	 * Runs until the client's connection is in a state, letting time pass.
	 * @param state the state
	 * @param limit how much time may pass
	 */
	public void awaitState(ConnectionState state, Duration limit) {
		awaitUntil(() -> connection().state() == state, limit);
	}

	/**
	 * Runs until a connection is in a state, and no further. No time passes.
	 * @param connection the connection
	 * @param state the state
	 */
	public void awaitState(Connection connection, ConnectionState state) {
		if (!this.loop.runUntil(() -> connection.state() == state)) {
			throw new AssertionError("The connection is " + connection.state() + " and not " + state + ", because of "
					+ connection.errorReason() + "; it was " + states());
		}
	}

	/**
	 * Runs until a channel is in a state, and no further. No time passes.
	 * @param channel the channel
	 * @param state the state
	 */
	public void awaitState(RealtimeChannel channel, ChannelState state) {
		if (!this.loop.runUntil(() -> channel.state() == state)) {
			throw new AssertionError("The channel is " + channel.state() + " and not " + state + ", because of "
					+ channel.errorReason());
		}
	}

	/**
	 * Runs until a condition holds, and no further. No time passes.
	 * @param condition the condition
	 */
	public void awaitUntil(BooleanSupplier condition) {
		if (!this.loop.runUntil(condition)) {
			throw new AssertionError("The condition does not hold when all is done");
		}
	}

	/**
	 * Runs until a condition holds, letting time pass.
	 * @param condition the condition
	 * @param limit how much time may pass
	 */
	public void awaitUntil(BooleanSupplier condition, Duration limit) {
		if (!this.loop.runUntil(condition, limit)) {
			throw new AssertionError("The condition does not hold after " + limit);
		}
	}

	/**
	 * Runs the loop and takes the next attempt to connect that nobody has taken yet.
	 * @return the attempt
	 */
	public MockConnection awaitAttempt() {
		awaitUntil(this.server::hasAttempt);
		MockConnection attempt = this.server.takeAttempt();
		if (attempt == null) {
			throw new AssertionError("There was no attempt to connect");
		}
		return attempt;
	}

	/**
	 * Runs until a future is complete, without any time passing.
	 * @param <T> the type of the result
	 * @param future the future
	 * @return its result; a failure is thrown as it is
	 */
	public <T> T await(CompletableFuture<T> future) {
		return this.loop.await(future);
	}

	/**
	 * Runs until a future is complete, letting time pass.
	 * @param <T> the type of the result
	 * @param future the future
	 * @param limit how much time may pass
	 * @return its result; a failure is thrown as it is
	 */
	public <T> T await(CompletableFuture<T> future, Duration limit) {
		return this.loop.await(future, limit);
	}

	/**
	 * Runs until a future has failed, without any time passing.
	 * @param future the future
	 * @return the error
	 */
	public ErrorInfo awaitFailure(CompletableFuture<?> future) {
		try {
			Object result = this.loop.await(future);
			throw new AssertionError("Not a failure: " + result);
		}
		catch (AblyException ex) {
			return ex.errorInfo();
		}
	}

	// ---- what happened

	/**
	 * What the listeners of the client's connection were told.
	 * @return the changes, in order
	 */
	public List<ConnectionStateChange> changes() {
		return List.copyOf(this.changes);
	}

	/**
	 * The states of the client's connection that its listeners were told of.
	 * @return the states, in order
	 */
	public List<ConnectionState> states() {
		return this.changes.stream().map(ConnectionStateChange::current).toList();
	}

	// ---- tokens

	/**
	 * From now on the REST server issues tokens for signed requests, besides saying that
	 * the internet is up.
	 * @param prefix of the tokens, which are numbered from 1
	 * @return how many were issued
	 */
	public AtomicInteger issueTokens(String prefix) {
		AtomicInteger count = new AtomicInteger();
		this.http.onRequest((request) -> {
			if (request.url().toString().contains("internet-up")) {
				request.respond(200, "yes");
			}
			else if (request.path().contains("/keys/")) {
				long now = this.loop.millis();
				request.respond(200, Map.of("token", prefix + count.incrementAndGet(), "keyName", "appId.keyId",
						"issued", now, "expires", now + 3_600_000, "capability", "{\"*\":[\"*\"]}"));
			}
			else {
				request.respond(404);
			}
		});
		return count;
	}

	/**
	 * What a token callback answers.
	 * @param token the token, which is good for an hour
	 * @return the answer
	 */
	public CompletionStage<AuthToken> token(String token) {
		return CompletableFuture
			.completedFuture(TokenDetails.builder(token).expires(this.loop.now().plusSeconds(3600)).build());
	}

	/**
	 * What a token callback answers that has none.
	 * @param code the code of the error
	 * @param statusCode its status
	 * @param message its message
	 * @return the answer
	 */
	public static CompletionStage<AuthToken> failure(int code, int statusCode, @Nullable String message) {
		return CompletableFuture.failedFuture(AblyException.of(code, statusCode, String.valueOf(message)));
	}

	/**
	 * Closes the clients.
	 */
	@Override
	public void close() {
		this.clients.forEach(AblyRealtime::close);
		this.loop.advance(Duration.ofMinutes(1));
		this.resources.close();
	}

}
