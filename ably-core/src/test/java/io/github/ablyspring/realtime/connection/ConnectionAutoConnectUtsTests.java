package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connecting by itself, or not (RTN3).
 */
class ConnectionAutoConnectUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	ConnectionAutoConnectUtsTests() {
		this.server.onConnection(
				(attempt) -> attempt.respondWithSuccess(Frames.connected("connection-id", "connection-key").build()));
	}

	@Test
	@Uts("realtime/unit/RTN3/auto-connect-true-0")
	void connectsByItself() {
		Connection connection = this.fixture.client((options) -> options.autoConnect(true)).connection();

		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connection.id()).isEqualTo("connection-id");
	}

	@Test
	@Uts("realtime/unit/RTN3/auto-connect-false-1")
	void waitsToBeTold() {
		Connection connection = this.fixture.client((options) -> options.autoConnect(false)).connection();

		this.fixture.advance(500);

		assertThat(this.server.connections()).isEmpty();
		assertThat(connection.state()).isEqualTo(ConnectionState.INITIALIZED);
	}

	@Test
	@Uts("realtime/unit/RTN3/explicit-connect-after-false-2")
	void connectsWhenTold() {
		Connection connection = this.fixture.client((options) -> options.autoConnect(false)).connection();
		assertThat(connection.state()).isEqualTo(ConnectionState.INITIALIZED);
		assertThat(this.server.connections()).isEmpty();

		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.server.connections()).isNotEmpty();
		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

}
