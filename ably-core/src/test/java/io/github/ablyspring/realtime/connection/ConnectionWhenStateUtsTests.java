package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waiting for a state (RTN26).
 */
class ConnectionWhenStateUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN26a/immediate-callback-current-state-0")
	void callsAtOnceWhenItIsThere() {
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		List<ConnectionStateChange> calls = new ArrayList<>();

		connection.whenState(ConnectionState.CONNECTED, calls::add);
		this.fixture.run();

		assertThat(calls).hasSize(1).containsOnlyNulls();
		assertThat(this.fixture.await(connection.whenState(ConnectionState.CONNECTED))).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN26b/deferred-callback-future-state-0")
	void callsWhenItCame() {
		Connection connection = this.fixture.client().connection();
		assertThat(connection.state()).isEqualTo(ConnectionState.INITIALIZED);
		List<ConnectionStateChange> calls = new ArrayList<>();
		connection.whenState(ConnectionState.CONNECTED, calls::add);
		this.fixture.run();
		assertThat(calls).isEmpty();

		this.fixture.connect();
		this.fixture.run();

		assertThat(calls).hasSize(1).doesNotContainNull();
		assertThat(calls.get(0).previous()).isIn(ConnectionState.INITIALIZED, ConnectionState.CONNECTING);
		assertThat(calls.get(0).current()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTN26b/fires-only-once-1")
	void callsOnce() {
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(100)))
			.connection();
		List<ConnectionStateChange> calls = new ArrayList<>();
		connection.whenState(ConnectionState.CONNECTED, calls::add);
		this.fixture.connect();
		this.fixture.advance(50);
		assertThat(calls).hasSize(1);

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(150);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.fixture.advance(50);

		assertThat(calls).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTN26a/multiple-whenstate-calls-1")
	void serveEachCallOnItsOwn() {
		Connection connection = this.fixture.client().connection();
		List<String> calls = new ArrayList<>();
		connection.whenState(ConnectionState.CONNECTED, (change) -> calls.add("first"));
		connection.whenState(ConnectionState.CONNECTED, (change) -> calls.add("second"));
		connection.whenState(ConnectionState.CONNECTING, (change) -> calls.add("third"));

		this.fixture.connect();
		this.fixture.run();

		assertThat(calls).containsExactlyInAnyOrder("first", "second", "third");
	}

	@Test
	@Uts("realtime/unit/RTN26a/no-fire-for-past-state-2")
	void doesNotCallForAPastState() {
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		List<ConnectionStateChange> calls = new ArrayList<>();

		connection.whenState(ConnectionState.CONNECTING, calls::add);
		this.fixture.advance(200);

		assertThat(calls).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTN26/whenstate-different-states-0")
	void knowsAllStates() {
		this.server.onConnection(MockConnection::respondWithRefused);
		Connection connection = this.fixture.client().connection();
		List<ConnectionState> calls = new ArrayList<>();
		connection.whenState(ConnectionState.INITIALIZED, (change) -> calls.add(ConnectionState.INITIALIZED));
		connection.whenState(ConnectionState.CONNECTING, (change) -> calls.add(ConnectionState.CONNECTING));
		connection.whenState(ConnectionState.DISCONNECTED, (change) -> calls.add(ConnectionState.DISCONNECTED));
		this.fixture.run();
		assertThat(calls).containsExactly(ConnectionState.INITIALIZED);

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.run();

		assertThat(calls).containsExactly(ConnectionState.INITIALIZED, ConnectionState.CONNECTING,
				ConnectionState.DISCONNECTED);
	}

}
