package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The error that a connection shows (RTN25).
 */
class ConnectionErrorReasonUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN25/error-reason-on-failed-0")
	void theErrorOfAFailure() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40005, 400, "Invalid API key")));
		Connection connection = this.fixture.client((options) -> options.key("invalid.key:secret")).connection();
		assertThat(connection.errorReason()).isNull();

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(40005);
		assertThat(connection.errorReason().statusCode()).isEqualTo(400);
		assertThat(connection.errorReason().message()).isEqualTo("Invalid API key");
	}

	@Test
	@Uts("realtime/unit/RTN25/error-reason-disconnected-1")
	void theErrorOfAnAttempt() {
		this.server.onConnection(MockConnection::respondWithRefused);
		Connection connection = this.fixture.client().connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().message()).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN25/error-reason-suspended-2")
	void theErrorOfASuspension() {
		this.server.onConnection(MockConnection::respondWithRefused);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(500))
				.connectionStateTtl(Duration.ofMillis(5000)))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(5100);
		this.fixture.awaitState(ConnectionState.SUSPENDED);

		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().message()).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN25/error-reason-token-error-3")
	void theErrorOfATokenThatCannotBeRenewed() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40142, 401, "Token expired")));
		Connection connection = this.fixture.client((options) -> options.token("expired_token")).connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(40171);
	}

	@Test
	@Uts("realtime/unit/RTN25/error-reason-cleared-on-connect-4")
	void aConnectionThatIsThereHasNoError() {
		this.server.onConnections(MockConnection::respondWithRefused, MockConnection::respondWithConnected);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(100)).fallbackHosts(List.of()))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		assertThat(connection.errorReason()).isNotNull();

		this.fixture.advance(150);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.errorReason()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN25/error-reason-protocol-error-5")
	void theErrorOfAFrame() {
		this.server
			.onConnection((attempt) -> attempt.respondWithError(Frames.error(50000, 500, "Internal server error")));
		Connection connection = this.fixture.client().connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(50000);
		assertThat(connection.errorReason().statusCode()).isEqualTo(500);
		assertThat(connection.errorReason().message()).isEqualTo("Internal server error");
	}

	@Test
	@Uts("realtime/unit/RTN25/error-reason-in-state-change-6")
	void theErrorComesWithTheChangeToo() {
		this.server
			.onConnection((attempt) -> attempt.respondWithError(Frames.error(40003, 400, "Access token invalid")));
		Connection connection = this.fixture.client().connection();
		List<ConnectionStateChange> changes = new ArrayList<>();
		connection.on(ConnectionEvent.FAILED, changes::add);

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);
		this.fixture.run();

		assertThat(changes).hasSize(1);
		assertThat(changes.get(0).reason()).isNotNull();
		assertThat(changes.get(0).reason().code()).isEqualTo(40003);
		assertThat(changes.get(0).reason().statusCode()).isEqualTo(400);
		assertThat(changes.get(0).reason().message()).isEqualTo("Access token invalid");
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(changes.get(0).reason().code());
		assertThat(connection.errorReason().message()).isEqualTo(changes.get(0).reason().message());
	}

}
