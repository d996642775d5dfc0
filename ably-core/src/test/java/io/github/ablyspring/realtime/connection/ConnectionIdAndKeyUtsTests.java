package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.List;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The id and the key of a connection (RTN8, RTN9).
 */
class ConnectionIdAndKeyUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	ConnectionIdAndKeyUtsTests() {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(
				Frames.connected("conn-id-" + attempt.number(), "conn-key-" + attempt.number()).build()));
	}

	@Test
	@Uts("realtime/unit/RTN8a/id-unset-until-connected-0")
	void theIdComesWithTheConnection() {
		Connection connection = this.fixture.client().connection();
		assertThat(connection.id()).isNull();

		this.fixture.connect();

		assertThat(connection.id()).isEqualTo("conn-id-1");
	}

	@Test
	@Uts("realtime/unit/RTN9a/key-unset-until-connected-0")
	void theKeyComesWithTheConnection() {
		Connection connection = this.fixture.client().connection();
		assertThat(connection.key()).isNull();

		this.fixture.connect();

		assertThat(connection.key()).isEqualTo("conn-key-1");
	}

	@Test
	@Uts("realtime/unit/RTN8b/id-unique-per-connection-0")
	void eachConnectionHasAnIdOfItsOwn() {
		AblyRealtime first = this.fixture.client();
		AblyRealtime second = this.fixture.anotherClient((options) -> options);
		this.fixture.connect(first);
		this.fixture.connect(second);

		assertThat(first.connection().id()).isNotEqualTo(second.connection().id()).isEqualTo("conn-id-1");
		assertThat(second.connection().id()).isEqualTo("conn-id-2");
	}

	@Test
	@Uts("realtime/unit/RTN9b/key-unique-per-connection-0")
	void eachConnectionHasAKeyOfItsOwn() {
		AblyRealtime first = this.fixture.client();
		AblyRealtime second = this.fixture.anotherClient((options) -> options);
		this.fixture.connect(first);
		this.fixture.connect(second);

		assertThat(first.connection().key()).isNotEqualTo(second.connection().key()).isEqualTo("conn-key-1");
		assertThat(second.connection().key()).isEqualTo("conn-key-2");
	}

	@Test
	@Uts("realtime/unit/RTN8c/id-null-after-closed-0")
	void aClosedConnectionHasNoId() {
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		assertThat(connection.id()).isEqualTo("conn-id-1");

		this.fixture.await(connection.close());
		this.fixture.awaitState(ConnectionState.CLOSED);

		assertThat(connection.id()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN9c/key-null-after-closed-0")
	void aClosedConnectionHasNoKey() {
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		assertThat(connection.key()).isEqualTo("conn-key-1");

		this.fixture.await(connection.close());
		this.fixture.awaitState(ConnectionState.CLOSED);

		assertThat(connection.key()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN8c/id-key-null-after-failed-1")
	void aFailedConnectionHasNeither() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(80000, 400, "Fatal error")));
		Connection connection = this.fixture.client().connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.id()).isNull();
		assertThat(connection.key()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN8c/id-key-null-after-suspended-2")
	void aSuspendedConnectionThatNeverWasHasNeither() {
		this.server.onConnection(MockConnection::respondWithRefused);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(1000))
				.suspendedRetryTimeout(Duration.ofMillis(100))
				.fallbackHosts(List.of()))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(121_000);
		this.fixture.awaitState(ConnectionState.SUSPENDED);

		assertThat(connection.id()).isNull();
		assertThat(connection.key()).isNull();
	}

}
