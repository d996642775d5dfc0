package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection does when it cannot be made (RTN14).
 */
class ConnectionOpenFailuresUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN14a/invalid-key-failed-0")
	void anInvalidKeyIsFatal() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40005, 400, "Invalid key")));
		Connection connection = this.fixture.client((options) -> options.key("invalid.key:secret")).connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(40005);
		assertThat(connection.errorReason().statusCode()).isEqualTo(400);
		assertThat(connection.id()).isNull();
		assertThat(connection.key()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTN14b/token-error-with-renewal-0")
	void aRejectedTokenIsRenewedOnce() {
		AtomicInteger tokens = this.fixture.issueTokens("renewed_token_");
		this.server.onConnections((first) -> first.respondWithError(Frames.error(40142, 401, "Token expired")),
				MockConnection::respondWithConnected);
		Connection connection = this.fixture.client((options) -> options.key(RealtimeFixture.KEY).useTokenAuth(true))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(tokens).hasValue(2);
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN14b/token-renewal-fails-1")
	void aTokenThatCannotBeRenewedNowLeavesTheConnectionDisconnected() {
		AtomicInteger calls = new AtomicInteger();
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40142, 401, "Token expired")));
		Connection connection = this.fixture
			.client((options) -> options.authCallback((params) -> (calls.incrementAndGet() == 1)
					? this.fixture.token("initial-token") : RealtimeFixture.failure(40101, 401, "Unable to renew")))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(calls).hasValue(2);
		assertThat(connection.errorReason()).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RSA4a/token-error-no-renewal-0")
	void aRejectedTokenThatCannotBeRenewedIsFatal() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40142, 401, "Token expired")));
		Connection connection = this.fixture.client((options) -> options.token("expired_token_string")).connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(40171);
	}

	@Test
	@Uts("realtime/unit/RTN14c/connection-timeout-0")
	void aServerThatSaysNothingIsGivenUp() {
		this.server.onConnection(MockConnection::respondWithSuccess);
		Connection connection = this.fixture
			.client((options) -> options.realtimeRequestTimeout(Duration.ofMillis(1000)))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.advance(1100);
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().message()).contains("timeout");
		assertThat(connection.errorReason().code()).isIn(50003, 80003);
	}

	@Test
	void aHostThatKeepsSilentIsPassedOverTheSecondTime() {
		this.server.onConnection((attempt) -> {
			if (attempt.host().contains("fallback")) {
				attempt.respondWithConnected();
			}
			else {
				attempt.respondWithSuccess();
			}
		});
		Connection connection = this.fixture.client().connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED, Duration.ofMinutes(1));

		assertThat(this.server.connections()).extracting(MockConnection::host)
			.satisfiesExactly((first) -> assertThat(first).doesNotContain("fallback"),
					(second) -> assertThat(second).doesNotContain("fallback"),
					(third) -> assertThat(third).contains("fallback"));
	}

	@Test
	@Uts("realtime/unit/RTN14d/retry-recoverable-failure-0")
	void aFailureOfTheNetworkIsRetried() {
		this.server.onConnections(MockConnection::respondWithRefused, MockConnection::respondWithConnected);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(1000))
				.fallbackHosts(java.util.List.of()))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(1100);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN14e/disconnected-to-suspended-0")
	void aConnectionThatDoesNotComeBackIsSuspended() {
		this.server.onConnection(MockConnection::respondWithRefused);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(1000))
				.connectionStateTtl(Duration.ofMillis(5000)))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(5100);
		this.fixture.awaitState(ConnectionState.SUSPENDED);

		assertThat(connection.state()).isEqualTo(ConnectionState.SUSPENDED);
		assertThat(connection.errorReason()).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTN14f/suspended-retries-indefinitely-0")
	void aSuspendedConnectionGoesOnTrying() {
		this.server.onConnection(MockConnection::respondWithRefused);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(500))
				.suspendedRetryTimeout(Duration.ofMillis(1000)))
			.connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.SUSPENDED, Duration.ofMinutes(3));
		int before = this.server.connections().size();

		this.fixture.advance(1100);
		assertThat(this.server.connections().size()).isGreaterThan(before);
		assertThat(connection.state()).isEqualTo(ConnectionState.SUSPENDED);

		this.server.onConnection(MockConnection::respondWithConnected);
		this.fixture.advance(1100);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.connections().size()).isGreaterThanOrEqualTo(3);
	}

	@Test
	@Uts("realtime/unit/RTN14g/error-empty-channel-failed-0")
	void anErrorOfTheServerIsFatal() {
		this.server
			.onConnection((attempt) -> attempt.respondWithError(Frames.error(50000, 500, "Internal server error")));
		Connection connection = this.fixture.client().connection();

		connection.connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(50000);
		assertThat(connection.errorReason().statusCode()).isEqualTo(500);
		assertThat(connection.errorReason().message()).isEqualTo("Internal server error");
	}

}
