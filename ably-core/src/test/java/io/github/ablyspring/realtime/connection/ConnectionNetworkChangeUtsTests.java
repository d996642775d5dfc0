package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the operating system says about the network (RTN20).
 */
class ConnectionNetworkChangeUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN20a/network-loss-connected-disconnects-0")
	void aLossEndsTheConnectionAtOnce() {
		Connection connection = this.fixture.client((options) -> options.useBinaryProtocol(false)).connection();
		this.fixture.connect();
		assertThat(this.server.connections()).hasSize(1);

		connection.networkChanged(false);
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.fixture.run();

		assertThat(this.fixture.states()).containsSubsequence(ConnectionState.CONNECTING, ConnectionState.CONNECTED,
				ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.fixture.changes()).filteredOn((change) -> change.current() == ConnectionState.DISCONNECTED)
			.first()
			.satisfies((change) -> assertThat(change.reason()).isNotNull());
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN20a/network-loss-connecting-disconnects-1")
	void aLossEndsTheAttemptAtOnce() {
		this.server.onConnections((first) -> {
		}, MockConnection::respondWithConnected);
		Connection connection = this.fixture.client((options) -> options.useBinaryProtocol(false)).connection();
		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);

		connection.networkChanged(false);
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED, Duration.ofSeconds(10));
		this.fixture.run();

		assertThat(this.fixture.states()).containsSubsequence(ConnectionState.CONNECTING, ConnectionState.DISCONNECTED,
				ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.server.connections()).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@Uts("realtime/unit/RTN20b/network-available-disconnected-connects-0")
	void aReturnIsAnsweredAtOnce() {
		this.server.onConnections(MockConnection::respondWithConnected, MockConnection::respondWithRefused,
				MockConnection::respondWithConnected);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofSeconds(30))
				.fallbackHosts(java.util.List.of())
				.useBinaryProtocol(false))
			.connection();
		this.fixture.connect();
		this.server.simulateDisconnect();
		this.fixture.run();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		int before = this.server.connections().size();

		connection.networkChanged(true);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.fixture.run();

		assertThat(this.fixture.states()).containsSubsequence(ConnectionState.CONNECTING, ConnectionState.CONNECTED,
				ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.server.connections().size()).isGreaterThan(before);
		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTN20c/network-available-connecting-restarts-0")
	void aReturnRestartsTheAttempt() {
		this.server.onConnections((first) -> {
		}, MockConnection::respondWithConnected);
		Connection connection = this.fixture.client((options) -> options.useBinaryProtocol(false)).connection();
		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);
		assertThat(this.server.connections()).hasSize(1);

		connection.networkChanged(true);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(this.server.connections()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

}
