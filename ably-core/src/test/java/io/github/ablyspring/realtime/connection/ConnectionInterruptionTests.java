package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes at the wrong moment ends in a defined state, and leaves nothing behind.
 */
class ConnectionInterruptionTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@ParameterizedTest
	@MethodSource("states")
	void canBeClosedFromEveryState(Consumer<RealtimeFixture> reach) {
		reach.accept(this.fixture);
		Connection connection = this.fixture.connection();
		ConnectionState before = connection.state();

		CompletableFuture<Void> closed = connection.close();
		CompletableFuture<Void> again = connection.close();
		this.fixture.await(closed, Duration.ofSeconds(15));
		this.fixture.await(again);
		this.fixture.run();

		boolean stays = before == ConnectionState.INITIALIZED || before == ConnectionState.FAILED;
		assertThat(connection.state()).isEqualTo(stays ? before : ConnectionState.CLOSED);
		assertThat(this.fixture.loop().pendingTimers()).isZero();
		assertThat(this.server.connections()).noneMatch(MockConnection::isOpen);
	}

	@ParameterizedTest
	@MethodSource("states")
	void canBeConnectedFromEveryState(Consumer<RealtimeFixture> reach) {
		reach.accept(this.fixture);
		this.server.onConnection(MockConnection::respondWithConnected);
		Connection connection = this.fixture.connection();

		connection.connect();
		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED, Duration.ofMinutes(1));
		this.fixture.run();

		assertThat(this.server.connections()).filteredOn(MockConnection::isOpen).hasSize(1);
		this.fixture.await(connection.ping(), Duration.ZERO);
	}

	static Stream<Named<Consumer<RealtimeFixture>>> states() {
		return Stream.of(Named.of("initialized", (fixture) -> answerPings(fixture)),
				Named.of("connecting, no socket yet", (fixture) -> {
					answerPings(fixture);
					fixture.server().holdConnections();
					fixture.connection().connect();
					fixture.run();
				}), Named.of("connecting, socket open", (fixture) -> {
					answerPings(fixture);
					fixture.server().onConnection(MockConnection::respondWithSuccess);
					fixture.connection().connect();
					fixture.run();
				}), Named.of("connected", (fixture) -> {
					answerPings(fixture);
					fixture.connect();
				}), Named.of("disconnected for a moment", (fixture) -> {
					answerPings(fixture);
					fixture.connect();
					fixture.server().simulateDisconnect();
					fixture.awaitState(ConnectionState.DISCONNECTED);
				}), Named.of("disconnected", (fixture) -> {
					answerPings(fixture);
					fixture.server().onConnection(MockConnection::respondWithRefused);
					fixture.connection().connect();
					fixture.awaitState(ConnectionState.DISCONNECTED);
				}), Named.of("suspended", (fixture) -> {
					answerPings(fixture);
					fixture.server().onConnection(MockConnection::respondWithRefused);
					fixture.connection().connect();
					fixture.awaitState(ConnectionState.SUSPENDED, Duration.ofMinutes(3));
				}), Named.of("closing", (fixture) -> {
					answerPings(fixture);
					fixture.server().ignore(Action.CLOSE);
					fixture.connect();
					fixture.connection().close();
					fixture.awaitState(ConnectionState.CLOSING);
				}), Named.of("closed", (fixture) -> {
					answerPings(fixture);
					fixture.connect();
					fixture.await(fixture.connection().close());
				}), Named.of("failed", (fixture) -> {
					answerPings(fixture);
					fixture.connect();
					fixture.server().sendToClientAndClose(Frames.error(50000, 500, "over"));
					fixture.awaitState(ConnectionState.FAILED);
				}));
	}

	private static void answerPings(RealtimeFixture fixture) {
		fixture.server()
			.onMessage(Action.HEARTBEAT, (frame) -> fixture.server().sendToClient(Frames.heartbeat(frame.id())));
	}

	@Test
	void whatADeadTransportStillSaysChangesNothing() {
		this.server.onConnections((first) -> first.respondWithSuccess(Frames.connected("one", "key-one").build()),
				(second) -> second.respondWithSuccess(Frames.connected("two", "key-two").build()));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		MockConnection dead = this.server.connection(0);
		connection.networkChanged(false);
		// These are on their way already when the client gives the transport up.
		dead.sendToClient(Frames.error(50000, 500, "from the dead"));
		dead.sendToClient(Frames.connected("one", "key-dead").build());
		dead.simulateDisconnect();
		this.fixture.run();

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connection.id()).isEqualTo("two");
		assertThat(connection.key()).isEqualTo("key-two");
		assertThat(connection.errorReason()).isNull();
	}

	@Test
	void aConnectDuringCloseGetsATransportOfItsOwn() {
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		this.server.onMessage(Action.CLOSE, (connection, frame) -> connection.after(50,
				() -> connection.sendToClient(Frames.of(Action.CLOSED).build())));
		AblyRealtime client = this.fixture.client();
		this.fixture.connect();
		RealtimeChannel channel = client.channels().get("orders");
		this.fixture.await(channel.attach());
		List<ChannelState> states = new ArrayList<>();
		channel.on((ChannelStateChange change) -> states.add(change.current()));

		client.connection().close();
		this.fixture.awaitState(ConnectionState.CLOSING);
		client.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.fixture.advance(100);

		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isEqualTo("connection-2");
		assertThat(this.server.connection(0).isOpen()).isFalse();
		assertThat(states).containsExactly(ChannelState.DETACHED, ChannelState.INITIALIZED);
	}

	@Test
	void aCloseWhileConnectingClosesWhatWasOpened() {
		this.server.onConnection((attempt) -> {
			attempt.respondWithSuccess();
			attempt.after(100, () -> attempt.sendToClient(Frames.connected("late", "key").build()));
		});
		Connection connection = this.fixture.client().connection();
		connection.connect();
		this.fixture.run();

		CompletableFuture<Void> closed = connection.close();
		this.fixture.run();
		assertThat(connection.state()).isEqualTo(ConnectionState.CLOSING);
		this.fixture.advance(150);

		// RTN12f: the connection came after all, and is closed properly.
		assertThat(this.server.sent(Action.CLOSE)).hasSize(1);
		assertThat(closed).isCompleted();
		assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.fixture.states()).doesNotContain(ConnectionState.CONNECTED);
	}

	@Test
	void aServerThatDoesNotConfirmACloseIsNotWaitedForForEver() {
		this.server.ignore(Action.CLOSE);
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		CompletableFuture<Void> closed = connection.close();
		this.fixture.advance(9_900);
		assertThat(closed).isNotDone();
		this.fixture.advance(200);

		assertThat(closed).isCompleted();
		assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.server.connection(0).closeCode()).isEqualTo(1000);
	}

	@Test
	void aTransportThatBreaksWhileClosingIsClosed() {
		this.server.ignore(Action.CLOSE);
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		CompletableFuture<Void> closed = connection.close();
		this.fixture.run();
		this.server.simulateDisconnect();
		this.fixture.run();

		assertThat(closed).isCompleted();
		assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
	}

	@Test
	void aServerThatClosesUnaskedIsConnectedToAgain() {
		this.fixture.client();
		this.fixture.connect();

		this.server.sendToClientAndClose(Frames.of(Action.CLOSED).build());
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.server.connection(1).query("resume")).isEqualTo("connection-key-1");
	}

	@Test
	void aConnectionThatBreaksAtOnceTimeAndAgainIsGivenTime() {
		this.server.onConnection((attempt) -> {
			attempt.respondWithConnected();
			attempt.after(10, attempt::simulateDisconnect);
		});
		this.fixture.client();
		this.fixture.connection().connect();
		this.fixture.advance(5_000);

		assertThat(this.server.connections()).hasSize(4);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(this.fixture.changes()).last()
			.satisfies((change) -> assertThat(change.retryIn()).isGreaterThan(Duration.ofSeconds(10)));
	}

	@Test
	void aTokenCallbackThatNeverReturnsDoesNotKeepTheClientOpen() {
		CompletableFuture<AuthToken> never = new CompletableFuture<>();
		this.fixture.client((options) -> options.authCallback((params) -> never));
		Connection connection = this.fixture.connection();
		connection.connect();
		this.fixture.run();
		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTING);

		this.fixture.await(connection.close());
		never.complete(TokenDetails.of("too late"));
		this.fixture.advance(Duration.ofMinutes(5));

		assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.server.connections()).isEmpty();
	}

	@Test
	void listenersThatNeverReturnDoNotHoldTheConnectionUp() {
		AblyRealtime client = this.fixture.client((options) -> options.listenerExecutor((task) -> {
			// as if every task before were still running
		}));
		client.connection().on((change) -> {
		});

		client.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED);
		for (int count = 0; count < 3000; count++) {
			this.server.sendToClient(Frames.connected("connection-1", "connection-key-1").build());
			this.fixture.run();
		}

		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	void anExecutorThatRejectsIsReportedAndReplaced() throws Exception {
		AblyRealtime client = this.fixture.client((options) -> options.listenerExecutor((task) -> {
			throw new RejectedExecutionException("shut down");
		}));
		client.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED);

		CompletableFuture<?> future = client.connection().whenState(ConnectionState.CONNECTED);
		this.fixture.run();
		future.get(10, TimeUnit.SECONDS);

		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	void aFrameThatCannotBeHandledDoesNotTakeTheConnectionWithIt() {
		this.fixture.client();
		this.fixture.connect();

		this.server.sendToClient(Frames.of(Action.ACK).msgSerial(99L).count(1000).build());
		this.server.sendToClient(Frames.of(Action.NACK).build());
		this.server.sendToClient(Frames.of(Action.MESSAGE).build());
		this.server.sendToClient(Frames.of(Action.ATTACHED).channel("unknown").build());
		this.fixture.run();

		assertThat(this.fixture.states()).containsExactly(ConnectionState.CONNECTING, ConnectionState.CONNECTED);
	}

}
