package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Taking over the connection of another client (RTN16).
 */
class ConnectionRecoveryUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN16g/recovery-key-structure-0")
	void theKeyHoldsAllItTakes() {
		this.server.onConnection(
				(attempt) -> attempt.respondWithSuccess(Frames.connected("connection-1", "key-abc-123").build()));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		attach("channel-alpha", "serial-a-001");
		attach("channel-éàü-世界", "serial-b-002");

		String text = connection.createRecoveryKey();

		assertThat(text).isNotNull();
		Map<?, ?> key = json(text);
		assertThat(key.get("connectionKey")).isEqualTo("key-abc-123");
		assertThat(((Number) key.get("msgSerial")).longValue()).isZero();
		assertThat(key.get("channelSerials"))
			.isEqualTo(Map.of("channel-alpha", "serial-a-001", "channel-éàü-世界", "serial-b-002"));
		Map<?, ?> again = json(
				new String(WireCodec.writeTree(WireFormat.JSON, key), java.nio.charset.StandardCharsets.UTF_8));
		assertThat(((Map<?, ?>) again.get("channelSerials")).get("channel-éàü-世界")).isEqualTo("serial-b-002");
	}

	@Test
	@Uts("realtime/unit/RTN16g2/recovery-key-null-inactive-0")
	void thereIsNoKeyWithoutAConnection() {
		Connection connection = this.fixture.client().connection();
		assertThat(connection.createRecoveryKey()).isNull();
		this.fixture.connect();
		assertThat(connection.createRecoveryKey()).isNotNull();
		connection.close();
		this.fixture.awaitState(ConnectionState.CLOSING);
		assertThat(connection.createRecoveryKey()).isNull();
		this.fixture.awaitState(ConnectionState.CLOSED);
		assertThat(connection.createRecoveryKey()).isNull();

		try (RealtimeFixture failed = new RealtimeFixture()) {
			failed.client();
			failed.connect();
			failed.server().sendToClientAndClose(Frames.error(50000, 500, "Fatal error"));
			failed.awaitState(ConnectionState.FAILED);
			assertThat(failed.connection().createRecoveryKey()).isNull();
		}

		try (RealtimeFixture suspended = new RealtimeFixture()) {
			suspended.server()
				.onConnections((first) -> first.respondWithSuccess(
						Frames.connected("conn-s", Frames.details("key-s").connectionStateTtl(2000L).build()).build()),
						MockConnection::respondWithRefused);
			suspended
				.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(500)).fallbackHosts(List.of()));
			suspended.connect();
			suspended.server().simulateDisconnect();
			suspended.awaitState(ConnectionState.SUSPENDED, Duration.ofSeconds(15));
			assertThat(suspended.connection().createRecoveryKey()).isNull();
		}
	}

	@Test
	@Uts("realtime/unit/RTN16k/recover-query-param-0")
	void theKeyIsUsedForTheFirstConnectOnly() {
		this.server.onConnections(
				(first) -> first
					.respondWithSuccess(Frames.connected("recovered-conn-id", "new-key-after-recovery").build()),
				(second) -> second.respondWithSuccess(Frames.connected("recovered-conn-id", "resumed-key").build()));
		this.fixture.client((options) -> options.recover(key("recovered-key-xyz", 5, Map.of())));
		this.fixture.connect();

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.server.connection(0).query("recover")).isEqualTo("recovered-key-xyz");
		assertThat(this.server.connection(0).query("resume")).isNull();
		assertThat(this.server.connection(1).query("resume")).isEqualTo("new-key-after-recovery");
		assertThat(this.server.connection(1).query("recover")).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN16f/recover-initializes-msgserial-0")
	void theSerialsGoOn() {
		this.server.onConnection(
				(attempt) -> attempt.respondWithSuccess(Frames.connected("recovered-conn", "new-key").build()));
		this.fixture.client((options) -> options.recover(key("old-key", 42, Map.of("test-channel", "ch-serial-1"))));
		this.fixture.connect();
		RealtimeChannel channel = attach("test-channel", "ch-serial-updated");

		channel.publish("event", "data");
		this.fixture.run();

		assertThat(this.server.sent(Action.MESSAGE)).singleElement()
			.satisfies((frame) -> assertThat(frame.msgSerial()).isEqualTo(42L));
		this.server.sendToClient(Frames.ack(this.server.sent(Action.MESSAGE).get(0)));
		this.fixture.run();
	}

	@Test
	void theSerialsStartAgainWhenTheConnectionCouldNotBeRecovered() {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(Frames.connected("other-conn", "new-key")
			.error(Frames.errorInfo(80018, 400, "Unable to recover"))
			.build()));
		this.fixture.client((options) -> options.recover(key("old-key", 42, Map.of())));
		this.fixture.connect();
		RealtimeChannel channel = attach("test-channel", "serial");

		channel.publish("event", "data");
		this.fixture.run();

		assertThat(this.server.sent(Action.MESSAGE).get(0).msgSerial()).isZero();
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(80018);
	}

	@Test
	@Uts("realtime/unit/RTN16f1/malformed-recovery-key-0")
	void aMalformedKeyIsReportedAndPassedOver() {
		List<String> errors = new java.util.ArrayList<>();
		this.server
			.onConnection((attempt) -> attempt.respondWithSuccess(Frames.connected("fresh-conn", "fresh-key").build()));
		Connection connection = this.fixture
			.client((options) -> options.recover("this-is-not-valid-json!!!").logHandler((level, message, context) -> {
				if (level == LogLevel.ERROR) {
					errors.add(message);
				}
			}))
			.connection();

		this.fixture.connect();

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connection.id()).isEqualTo("fresh-conn");
		assertThat(connection.key()).isEqualTo("fresh-key");
		assertThat(this.server.connection(0).query()).doesNotContainKeys("recover", "resume");
		assertThat(this.server.connections()).hasSize(1);
		assertThat(errors).anySatisfy((message) -> assertThat(message).contains("recovery key"));
	}

	@Test
	@Uts("realtime/unit/RTN16j/recover-channel-serials-0")
	void theChannelsOfTheKeyGoOnWhereTheyWere() {
		Map<String, String> serials = Map.of("channel-one", "serial-1-abc", "channel-two", "serial-2-def",
				"channel-üñîçöðé", "serial-3-unicode");
		this.server.onConnection(
				(attempt) -> attempt.respondWithSuccess(Frames.connected("recovered-conn", "new-key").build()));
		this.fixture.client((options) -> options.recover(key("old-key-abc", 10, serials)));
		this.fixture.connect();

		serials.forEach((name, serial) -> {
			RealtimeChannel channel = this.fixture.client().channels().get(name);
			assertThat(channel.properties().channelSerial()).isEqualTo(serial);
			assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		});

		RealtimeChannel channel = this.fixture.client().channels().get("channel-one");
		channel.attach();
		this.fixture.run();
		assertThat(this.server.sent(Action.ATTACH, "channel-one")).singleElement()
			.satisfies((frame) -> assertThat(frame.channelSerial()).isEqualTo("serial-1-abc"));
		this.server.sendToClient(
				Frames.of(Action.ATTACHED).channel("channel-one").channelSerial("serial-1-abc-updated").build());
		this.fixture.awaitState(channel, ChannelState.ATTACHED);
	}

	private RealtimeChannel attach(String name, String serial) {
		RealtimeChannel channel = this.fixture.client().channels().get(name);
		channel.attach();
		this.fixture.run();
		this.server.sendToClient(Frames.of(Action.ATTACHED).channel(name).channelSerial(serial).build());
		this.fixture.awaitState(channel, ChannelState.ATTACHED);
		this.fixture.run();
		return channel;
	}

	private static String key(String connectionKey, long msgSerial, Map<String, String> channelSerials) {
		Map<String, Object> key = new LinkedHashMap<>();
		key.put("connectionKey", connectionKey);
		key.put("msgSerial", msgSerial);
		key.put("channelSerials", channelSerials);
		return new String(WireCodec.writeTree(WireFormat.JSON, key), java.nio.charset.StandardCharsets.UTF_8);
	}

	private static Map<?, ?> json(String text) {
		return (Map<?, ?>) WireCodec.readTree(WireFormat.JSON, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
	}

}
