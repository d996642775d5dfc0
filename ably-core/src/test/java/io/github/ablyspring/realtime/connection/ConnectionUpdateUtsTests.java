package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A second CONNECTED (RTN24).
 */
class ConnectionUpdateUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final Connection connection = this.fixture.client().connection();

	private final List<ConnectionStateChange> connects = new ArrayList<>();

	private final List<ConnectionStateChange> updates = new ArrayList<>();

	ConnectionUpdateUtsTests() {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(
				Frames
					.connected("connection-id-1",
							Frames.details("connection-key-1")
								.maxIdleInterval(10_000L)
								.connectionStateTtl(60_000L)
								.maxMessageSize(16_384L)
								.serverId("server-1")
								.clientId("client-123")
								.build())
					.build()));
		this.connection.on(ConnectionEvent.CONNECTED, this.connects::add);
		this.connection.on(ConnectionEvent.UPDATE, this.updates::add);
	}

	@Test
	@Uts("realtime/unit/RTN24/connected-emits-update-0")
	void isAnUpdate() {
		this.fixture.connect();
		this.fixture.run();
		assertThat(this.connects).hasSize(1);
		assertThat(this.updates).isEmpty();

		this.server.sendToClient(
				Frames.connected("connection-id-1", Frames.details("connection-key-1").maxIdleInterval(20_000L).build())
					.build());
		this.fixture.run();

		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.connects).hasSize(1);
		assertThat(this.updates).hasSize(1);
		assertThat(this.updates.get(0).previous()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.updates.get(0).current()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.updates.get(0).reason()).isNull();
		assertThat(this.connection.id()).isEqualTo("connection-id-1");
		assertThat(this.connection.key()).isEqualTo("connection-key-1");
	}

	@Test
	@Uts("realtime/unit/RTN24/update-event-with-error-1")
	void tellsItsError() {
		this.fixture.connect();

		this.server.sendToClient(Frames.connected("connection-id-1", "connection-key-1")
			.error(Frames.errorInfo(40142, 401, "Token expired; renewed automatically"))
			.build());
		this.fixture.run();

		assertThat(this.updates).hasSize(1);
		assertThat(this.updates.get(0).previous()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.updates.get(0).current()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.updates.get(0).reason()).isNotNull();
		assertThat(this.updates.get(0).reason().code()).isEqualTo(40142);
		assertThat(this.updates.get(0).reason().statusCode()).isEqualTo(401);
		assertThat(this.updates.get(0).reason().message()).contains("Token expired");
	}

	@Test
	@Uts("realtime/unit/RTN24/connection-details-override-2")
	void bringsNewDetails() {
		this.fixture.connect();
		assertThat(this.connection.id()).isEqualTo("connection-id-1");
		assertThat(this.connection.key()).isEqualTo("connection-key-1");

		this.server.sendToClient(
				Frames
					.connected("connection-id-1",
							Frames.details("connection-key-1")
								.maxIdleInterval(20_000L)
								.connectionStateTtl(120_000L)
								.maxMessageSize(32_768L)
								.serverId("server-2")
								.clientId("client-updated")
								.build())
					.build());
		this.fixture.run();

		assertThat(this.connection.id()).isEqualTo("connection-id-1");
		assertThat(this.connection.key()).isEqualTo("connection-key-1");
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
		// The new idle interval is in force: the old one would have ended the connection
		// by now.
		this.fixture.advance(25_000);
		assertThat(this.connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.connections()).hasSize(1);
		this.fixture.advance(5_100);
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN24/no-duplicate-connected-event-3")
	void isNeverAStateEvent() {
		List<ConnectionEvent> events = new ArrayList<>();
		for (ConnectionEvent event : ConnectionEvent.values()) {
			this.connection.on(event, (change) -> events.add(event));
		}
		this.fixture.connect();
		this.fixture.run();
		int before = events.size();

		for (int count = 0; count < 3; count++) {
			this.server.sendToClient(Frames.connected("connection-id-1", "connection-key-1").build());
			this.fixture.advance(50);
		}

		assertThat(events.subList(before, events.size())).containsExactly(ConnectionEvent.UPDATE,
				ConnectionEvent.UPDATE, ConnectionEvent.UPDATE);
		assertThat(this.updates).allSatisfy((update) -> {
			assertThat(update.previous()).isEqualTo(ConnectionState.CONNECTED);
			assertThat(update.current()).isEqualTo(ConnectionState.CONNECTED);
		});
		assertThat(events).containsOnlyOnce(ConnectionEvent.CONNECTED);
	}

}
