package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockEvent;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Noticing a server that fell silent (RTN23), on transports that see pings and on such
 * that do not.
 */
class ConnectionHeartbeatUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN23a/heartbeats-true-query-param-0")
	void asksForHeartbeatFramesWherePingsAreNotSeen() {
		this.server.observesPings(false);
		this.fixture.client();
		this.fixture.connect();

		assertThat(this.server.connection(0).query("heartbeats")).isEqualTo("true");
	}

	@Test
	@Uts("realtime/unit/RTN23b/heartbeats-false-query-param-0")
	void asksForNoneWherePingsAreSeen() {
		this.server.observesPings(true);
		this.fixture.client();
		this.fixture.connect();

		assertThat(this.server.connection(0).query("heartbeats")).isEqualTo("false");
	}

	@Test
	@Uts("realtime/unit/RTN23a/idle-timeout-reconnect-1")
	void reconnectsAfterSilenceWithoutFrames() {
		this.server.observesPings(false);
		reconnectsAfterSilence();
	}

	@Test
	@Uts("realtime/unit/RTN23b/idle-timeout-reconnect-1")
	void reconnectsAfterSilenceWithoutPings() {
		reconnectsAfterSilence();
	}

	private void reconnectsAfterSilence() {
		connect(5000, 2000);
		assertThat(this.server.connections()).hasSize(1);

		this.fixture.advance(7100);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertReconnected();
		assertThat(this.fixture.connection().id()).isEqualTo("connection-id-2");
	}

	@Test
	@Uts("realtime/unit/RTN23a/heartbeat-resets-timer-2")
	void aHeartbeatFrameIsASignOfLife() {
		this.server.observesPings(false);
		aSignOfLifeCounts((server) -> server.sendToClient(Frames.heartbeat(null)));
	}

	@Test
	@Uts("realtime/unit/RTN23b/ping-frame-resets-timer-2")
	void aPingIsASignOfLife() {
		aSignOfLifeCounts((server) -> server.active().sendPing());
	}

	private void aSignOfLifeCounts(Consumer<MockWebSocket> sign) {
		connect(3000, 1000);
		assertThat(this.server.connections()).hasSize(1);
		this.fixture.advance(2000);
		sign.accept(this.server);
		this.fixture.advance(2000);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.connections()).hasSize(1);

		this.fixture.advance(2100);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.server.connections()).hasSize(2);
		assertThat(this.server.events(MockEvent.Type.CLIENT_CLOSE)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTN23a/any-message-resets-timer-3")
	void anyFrameIsASignOfLife() {
		this.server.observesPings(false);
		connect(2000, 1000);
		this.fixture.advance(1500);
		this.server.sendToClient(Frames.of(Action.ACK).msgSerial(0L).build());
		this.fixture.advance(1500);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		sendMessage();
		this.fixture.advance(1500);
		assertThat(this.server.connections()).hasSize(1);

		this.fixture.advance(3100);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertReconnected();
	}

	@Test
	@Uts("realtime/unit/RTN23b/any-message-resets-timer-3")
	void anyFrameIsASignOfLifeBesidePings() {
		connect(2000, 1000);
		this.fixture.advance(1500);
		this.server.active().sendPing();
		this.fixture.advance(1500);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		sendMessage();
		this.fixture.advance(1500);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		this.server.active().sendPing();
		this.fixture.advance(1500);
		assertThat(this.server.connections()).hasSize(1);

		this.fixture.advance(1600);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertReconnected();
	}

	@Test
	@Uts("realtime/unit/RTN23a/timeout-triggers-reconnect-4")
	void reconnectsAtOnceWithoutFrames() {
		this.server.observesPings(false);
		reconnectsAtOnce();
	}

	@Test
	@Uts("realtime/unit/RTN23b/timeout-triggers-reconnect-4")
	void reconnectsAtOnceWithoutPings() {
		reconnectsAtOnce();
	}

	private void reconnectsAtOnce() {
		connect(2000, 1000);
		assertThat(this.server.connections()).hasSize(1);

		this.fixture.advance(3000);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertReconnected();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.fixture.connection().id()).isEqualTo("connection-id-2");
	}

	@Test
	@Uts("realtime/unit/RTN23a/reconnect-uses-resume-5")
	void resumesAfterSilenceWithoutFrames() {
		this.server.observesPings(false);
		resumesAfterSilence();
	}

	@Test
	@Uts("realtime/unit/RTN23b/reconnect-uses-resume-5")
	void resumesAfterSilenceWithoutPings() {
		resumesAfterSilence();
	}

	private void resumesAfterSilence() {
		connect(2000, 1000);

		this.fixture.advance(3100);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertReconnected();
		assertThat(this.server.connection(0).query("resume")).isNull();
		assertThat(this.server.connection(1).query("resume")).isEqualTo("connection-key-1");
	}

	@Test
	@Uts("realtime/unit/RTN23b/multiple-pings-keep-alive-6")
	void pingsKeepTheConnectionAlive() {
		connect(2000, 1000);

		for (int count = 0; count < 7; count++) {
			this.fixture.advance(1500);
			this.server.active().sendPing();
			this.fixture.run();
			assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		}

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.connections()).hasSize(1);
	}

	private void connect(long maxIdleInterval, long requestTimeout) {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(Frames
			.connected("connection-id-" + attempt.number(),
					Frames.details("connection-key-" + attempt.number()).maxIdleInterval(maxIdleInterval).build())
			.build()));
		this.fixture.client((options) -> options.realtimeRequestTimeout(Duration.ofMillis(requestTimeout))
			.disconnectedRetryTimeout(Duration.ofMillis(500)));
		this.fixture.connect();
	}

	private void sendMessage() {
		this.server.sendToClient(Frames.of(Action.MESSAGE)
			.channel("test-RTN23-message")
			.messages(java.util.List.of(WireMessage.builder().name("event").data("data").build()))
			.build());
	}

	private void assertReconnected() {
		assertThat(this.fixture.states()).containsSubsequence(ConnectionState.CONNECTING, ConnectionState.CONNECTED,
				ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.server.connections()).hasSize(2);
		assertThat(this.server.events(MockEvent.Type.CLIENT_CLOSE)).hasSize(1);
	}

}
