package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pinging (RTN13).
 */
class ConnectionPingUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN13a/ping-heartbeat-roundtrip-0")
	void tellsTheRoundTripTime() {
		answerPings();
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		Duration duration = this.fixture.await(connection.ping());

		assertThat(duration).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(this.server.sent(Action.HEARTBEAT)).hasSize(1);
	}

	@Test
	void measuresTheRoundTripTime() {
		this.server.onMessage(Action.HEARTBEAT, (connection, frame) -> connection.after(70,
				() -> connection.sendToClient(Frames.heartbeat(frame.id()))));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		assertThat(this.fixture.await(connection.ping(), Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(70));
	}

	@Test
	@Uts("realtime/unit/RTN13e/heartbeat-random-id-0")
	void takesTheAnswerWithItsIdOnly() {
		this.server.onMessage(Action.HEARTBEAT, (frame) -> {
			this.server.sendToClient(Frames.heartbeat("wrong-id"));
			this.server.active().after(10, () -> this.server.sendToClient(Frames.heartbeat(frame.id())));
		});
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.run();
		assertThat(ping).isNotDone();

		assertThat(this.fixture.await(ping, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(this.server.sent(Action.HEARTBEAT)).singleElement()
			.satisfies((frame) -> assertThat(frame.id()).isNotEmpty());
	}

	@Test
	@Uts("realtime/unit/RTN13e/no-id-heartbeat-ignored-1")
	void doesNotTakeAHeartbeatOfTheServerForAnAnswer() {
		this.server.onMessage(Action.HEARTBEAT, (frame) -> {
			this.server.sendToClient(Frames.heartbeat(null));
			this.server.active().after(10, () -> this.server.sendToClient(Frames.heartbeat(frame.id())));
		});
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.run();
		assertThat(ping).isNotDone();

		assertThat(this.fixture.await(ping, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ZERO);
	}

	@Test
	@Uts("realtime/unit/RTN13e/concurrent-pings-unique-ids-2")
	void servesSeveralAtOnce() {
		answerPings();
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		CompletableFuture<Duration> first = connection.ping();
		CompletableFuture<Duration> second = connection.ping();

		assertThat(this.fixture.await(first)).isNotNull();
		assertThat(this.fixture.await(second)).isNotNull();
		List<ProtocolMessage> sent = this.server.sent(Action.HEARTBEAT);
		assertThat(sent).hasSize(2);
		assertThat(sent.get(0).id()).isNotEqualTo(sent.get(1).id());
	}

	@Test
	@Uts("realtime/unit/RTN13c/ping-timeout-0")
	void givesUpWaitingForTheAnswer() {
		Connection connection = this.fixture
			.client((options) -> options.realtimeRequestTimeout(Duration.ofMillis(2000)))
			.connection();
		this.fixture.connect();

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.advance(2100);

		assertThat(this.fixture.awaitFailure(ping).message()).containsIgnoringCase("timeout");
	}

	@Test
	@Uts("realtime/unit/RTN13b/ping-error-initialized-0")
	void failsBeforeTheFirstConnect() {
		Connection connection = this.fixture.client().connection();
		assertThat(connection.state()).isEqualTo(ConnectionState.INITIALIZED);

		assertThat(this.fixture.awaitFailure(connection.ping())).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN13b/ping-error-suspended-1")
	void failsWhenSuspended() {
		Connection connection = neverConnected();
		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(121_000);
		this.fixture.awaitState(ConnectionState.SUSPENDED);

		assertThat(this.fixture.awaitFailure(connection.ping())).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN13b/ping-error-closed-2")
	void failsWhenClosed() {
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		this.fixture.await(connection.close());
		this.fixture.awaitState(ConnectionState.CLOSED);

		assertThat(this.fixture.awaitFailure(connection.ping())).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN13b/ping-error-failed-3")
	void failsWhenFailed() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(80000, 400, "Fatal error")));
		Connection connection = this.fixture.client().connection();
		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(this.fixture.awaitFailure(connection.ping())).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN13d/ping-deferred-connecting-0")
	void waitsForTheConnectionWhileConnecting() {
		answerPings();
		this.server.onConnection((attempt) -> attempt.after(100, attempt::respondWithConnected));
		Connection connection = this.fixture.client().connection();
		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.run();
		assertThat(this.server.sent(Action.HEARTBEAT)).isEmpty();
		this.fixture.advance(200);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.fixture.await(ping)).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(this.server.sent(Action.HEARTBEAT)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTN13d/ping-deferred-disconnected-1")
	void waitsForTheConnectionWhileDisconnected() {
		answerPings();
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(500)))
			.connection();
		this.fixture.connect();
		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.advance(600);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.fixture.await(ping)).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(this.server.sent(Action.HEARTBEAT)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTN13b/deferred-ping-error-failed-4")
	void failsWithTheConnectionItWaitedFor() {
		this.server.onConnection((attempt) -> attempt.after(100,
				() -> attempt.respondWithError(Frames.error(80000, 400, "Fatal error"))));
		Connection connection = this.fixture.client().connection();
		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.advance(200);
		this.fixture.awaitState(ConnectionState.FAILED);

		ErrorInfo error = this.fixture.awaitFailure(ping);
		assertThat(error).isNotNull();
		assertThat(error.code()).isEqualTo(80000);
	}

	@Test
	@Uts("realtime/unit/RTN13b/deferred-ping-error-suspended-5")
	void failsWhenTheConnectionItWaitedForIsSuspended() {
		Connection connection = neverConnected();
		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.advance(121_000);
		this.fixture.awaitState(ConnectionState.SUSPENDED);

		assertThat(this.fixture.awaitFailure(ping)).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN13c/deferred-ping-timeout-1")
	void countsTheTimeFromWhenItWasSent() {
		this.server.onConnection((attempt) -> attempt.after(100, attempt::respondWithConnected));
		Connection connection = this.fixture
			.client((options) -> options.realtimeRequestTimeout(Duration.ofMillis(2000)))
			.connection();
		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);

		CompletableFuture<Duration> ping = connection.ping();
		this.fixture.advance(200);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.fixture.advance(1850);
		assertThat(ping).isNotDone();
		this.fixture.advance(250);

		assertThat(this.fixture.awaitFailure(ping).message()).containsIgnoringCase("timeout");
	}

	@Test
	void takesPlaceForAsLongAsSomebodyWaitsForIt() {
		Connection connection = this.fixture.client().connection();
		this.server.onConnection(MockConnection::respondWithRefused);
		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		for (int i = 0; i < 2000; i++) {
			CompletableFuture<Duration> givenUp = connection.ping();
			this.fixture.run();
			givenUp.cancel(false);
		}
		CompletableFuture<Duration> ping = connection.ping();

		answerPings();
		this.server.onConnection(MockConnection::respondWithConnected);
		this.fixture.awaitState(ConnectionState.CONNECTED, Duration.ofMinutes(1));

		assertThat(this.fixture.await(ping)).isNotNull();
		assertThat(this.server.sent(Action.HEARTBEAT)).hasSize(1);
	}

	private void answerPings() {
		this.server.onMessage(Action.HEARTBEAT, (frame) -> this.server.sendToClient(Frames.heartbeat(frame.id())));
	}

	private Connection neverConnected() {
		this.server.onConnection(MockConnection::respondWithRefused);
		return this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(1000))
				.suspendedRetryTimeout(Duration.ofMillis(100))
				.fallbackHosts(List.of()))
			.connection();
	}

}
