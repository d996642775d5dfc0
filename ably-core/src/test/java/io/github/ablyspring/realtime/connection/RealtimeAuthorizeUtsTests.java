package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changing the token of a connection (RTC8).
 */
class RealtimeAuthorizeUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final AtomicInteger calls = new AtomicInteger();

	private final AblyRealtime client = this.fixture.client(
			(options) -> options.authCallback((params) -> this.fixture.token("token-" + this.calls.incrementAndGet())));

	private final Connection connection = this.client.connection();

	@Test
	@Uts("realtime/unit/RTC8a/authorize-connected-sends-auth-0")
	void sendsTheNewTokenOnTheConnection() {
		this.server.onMessage(Action.AUTH,
				(frame) -> this.server.sendToClient(Frames.connected("connection-1", "connection-key-2").build()));
		this.fixture.connect();
		int before = this.fixture.changes().size();

		TokenDetails token = this.fixture.await(this.client.auth().authorize());

		assertThat(this.calls).hasValue(2);
		assertThat(this.server.sent(Action.AUTH)).singleElement().satisfies((frame) -> {
			assertThat(frame.auth()).isNotNull();
			assertThat(frame.auth().accessToken()).isEqualTo("token-2");
		});
		assertThat(token.token()).isEqualTo("token-2");
		assertThat(changesSince(before))
			.allSatisfy((change) -> assertThat(change.current()).isEqualTo(change.previous()));
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTC8a1/successful-reauth-update-event-0")
	void leadsToAnUpdate() {
		this.server.onMessage(Action.AUTH, (frame) -> this.server.sendToClient(Frames
			.connected("connection-id-2",
					Frames.details("connection-key-2").maxIdleInterval(20_000L).connectionStateTtl(180_000L).build())
			.build()));
		this.fixture.connect();
		int before = this.fixture.changes().size();

		this.fixture.await(this.client.auth().authorize());

		assertThat(changesSince(before)).singleElement().satisfies((change) -> {
			assertThat(change.event()).isEqualTo(ConnectionEvent.UPDATE);
			assertThat(change.previous()).isEqualTo(ConnectionState.CONNECTED);
			assertThat(change.current()).isEqualTo(ConnectionState.CONNECTED);
		});
		assertThat(this.connection.id()).isEqualTo("connection-id-2");
		assertThat(this.connection.key()).isEqualTo("connection-key-2");
	}

	@Test
	@Uts("realtime/unit/RTC8a1/capability-downgrade-channel-failed-1")
	void mayCostAChannel() {
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		this.server.onMessage(Action.AUTH, (frame) -> {
			this.server.sendToClient(Frames.connected("connection-1", "connection-key-2").build());
			this.server.sendToClient(Frames.channelError("private-channel", 40160, 401,
					"Channel denied access based on given capability"));
		});
		this.fixture.connect();
		RealtimeChannel channel = this.client.channels().get("private-channel");
		this.fixture.await(channel.attach());
		List<ChannelStateChange> changes = new ArrayList<>();
		channel.on(changes::add);

		this.fixture.await(this.client.auth().authorize());
		this.fixture.awaitState(channel, ChannelState.FAILED);
		this.fixture.run();

		assertThat(changes).filteredOn((change) -> change.current() == ChannelState.FAILED)
			.singleElement()
			.satisfies((change) -> {
				assertThat(change.reason()).isNotNull();
				assertThat(change.reason().code()).isEqualTo(40160);
				assertThat(change.reason().statusCode()).isEqualTo(401);
			});
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTC8a2/failed-reauth-connection-failed-0")
	void failsTheConnectionWhenTheServerRefusesIt() {
		this.server.onMessage(Action.AUTH,
				(frame) -> this.server.sendToClientAndClose(Frames.error(40012, 400, "Incompatible clientId")));
		this.fixture.connect();

		ErrorInfo error = this.fixture.awaitFailure(this.client.auth().authorize());

		assertThat(error.code()).isEqualTo(40012);
		assertThat(this.connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(this.connection.errorReason()).isNotNull();
		assertThat(this.connection.errorReason().code()).isEqualTo(40012);
		assertThat(this.fixture.states()).contains(ConnectionState.FAILED);
	}

	@Test
	@Uts("realtime/unit/RTC8a3/authorize-completes-after-response-0")
	void completesWhenTheServerHasAnswered() {
		this.server.ignore(Action.AUTH);
		this.fixture.connect();

		CompletableFuture<TokenDetails> authorize = this.client.auth().authorize();
		this.fixture.run();
		assertThat(this.server.sent(Action.AUTH)).hasSize(1);
		assertThat(authorize).isNotDone();

		this.server.sendToClient(Frames.connected("connection-1", "connection-key-2").build());

		assertThat(this.fixture.await(authorize).token()).isEqualTo("token-2");
	}

	@Test
	void failsWhenTheServerDoesNotAnswer() {
		this.server.ignore(Action.AUTH);
		this.fixture.connect();

		CompletableFuture<TokenDetails> authorize = this.client.auth().authorize();
		this.fixture.advance(10_100);

		assertThat(this.fixture.awaitFailure(authorize).message()).contains("timeout");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTC8b/authorize-connecting-halts-attempt-0")
	void startsTheAttemptAgain() {
		this.server.onConnections(MockConnection::respondWithSuccess, MockConnection::respondWithConnected);
		this.client.connect();
		this.fixture.awaitUntil(() -> !this.server.connections().isEmpty());

		TokenDetails token = this.fixture.await(this.client.auth().authorize());

		assertThat(token.token()).isEqualTo("token-2");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.calls).hasValue(2);
		assertThat(this.server.connections()).hasSize(2);
		assertThat(this.server.connection(1).query("accessToken")).isEqualTo("token-2");
		assertThat(this.server.connection(0).isOpen()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTC8b1/authorize-connecting-fails-on-failed-0")
	void failsWithTheAttempt() {
		this.server.onConnections(MockConnection::respondWithSuccess,
				(second) -> second.respondWithError(Frames.error(40101, 401, "Invalid credentials")));
		this.client.connect();
		this.fixture.awaitUntil(() -> !this.server.connections().isEmpty());

		ErrorInfo error = this.fixture.awaitFailure(this.client.auth().authorize());

		assertThat(error.code()).isEqualTo(40101);
		assertThat(this.connection.state()).isEqualTo(ConnectionState.FAILED);
	}

	@Test
	@Uts("realtime/unit/RTC8c/authorize-disconnected-initiates-connection-0")
	void connectsAClientThatIsNot() {
		assertThat(this.connection.state()).isEqualTo(ConnectionState.INITIALIZED);

		TokenDetails token = this.fixture.await(this.client.auth().authorize());
		this.fixture.run();

		assertThat(token.token()).isEqualTo("token-1");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.fixture.states()).containsSubsequence(ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.server.connection(0).query("accessToken")).isEqualTo("token-1");
	}

	@Test
	@Uts("realtime/unit/RTC8c/authorize-failed-initiates-connection-1")
	void connectsAClientThatHasFailed() {
		this.server.onConnections((first) -> first.respondWithError(Frames.error(40101, 401, "Invalid credentials")),
				MockConnection::respondWithConnected);
		this.client.connect();
		this.fixture.awaitState(ConnectionState.FAILED);
		this.fixture.run();
		int before = this.fixture.changes().size();

		TokenDetails token = this.fixture.await(this.client.auth().authorize());
		this.fixture.run();

		assertThat(token.token()).isEqualTo("token-2");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(changesSince(before)).extracting(ConnectionStateChange::current)
			.containsSubsequence(ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.server.connection(1).query("accessToken")).isEqualTo("token-2");
	}

	@Test
	void connectsAClientThatIsBeingClosed() {
		this.server.ignore(Action.CLOSE);
		this.fixture.connect();
		CompletableFuture<Void> closed = this.connection.close();
		this.fixture.awaitState(ConnectionState.CLOSING);

		TokenDetails token = this.fixture.await(this.client.auth().authorize());
		this.fixture.run();

		assertThat(closed).isCompleted();
		assertThat(token.token()).isEqualTo("token-2");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTC8c/authorize-closed-initiates-connection-2")
	void connectsAClientThatWasClosed() {
		this.fixture.connect();
		this.client.close();
		this.fixture.awaitState(ConnectionState.CLOSED);

		TokenDetails token = this.fixture.await(this.client.auth().authorize());

		assertThat(token.token()).isEqualTo("token-2");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	private List<ConnectionStateChange> changesSince(int before) {
		return this.fixture.changes().subList(before, this.fixture.changes().size());
	}

}
