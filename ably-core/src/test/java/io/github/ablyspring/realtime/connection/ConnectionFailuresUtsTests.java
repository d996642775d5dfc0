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
 * What a connection does when it fails after it was there (RTN15).
 */
class ConnectionFailuresUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN15h1/token-error-no-renew-0")
	void aRejectedTokenThatCannotBeRenewedIsFatal() {
		Connection connection = this.fixture.client((options) -> options.token("some_token_string")).connection();
		this.fixture.connect();

		this.server.sendToClientAndClose(Frames.disconnected(40142, 401, "Token expired"));
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(40142);
		assertThat(connection.errorReason().statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("realtime/unit/RTN15h2/token-error-renew-success-0")
	void aRejectedTokenIsRenewedAndTheConnectionResumed() {
		AtomicInteger tokens = this.fixture.issueTokens("renewed_token_");
		this.server.onConnections(
				(first) -> first.respondWithSuccess(Frames.connected("connection-1", "key-1").build()),
				(second) -> second.respondWithSuccess(Frames.connected("connection-1", "key-1-renewed").build()));
		Connection connection = this.fixture.client((options) -> options.key(RealtimeFixture.KEY).useTokenAuth(true))
			.connection();
		this.fixture.connect();
		String firstId = connection.id();
		String firstKey = connection.key();

		this.server.sendToClientAndClose(Frames.disconnected(40142, 401, "Token expired"));
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(tokens).hasValue(2);
		assertThat(connection.id()).isEqualTo(firstId);
		assertThat(connection.key()).isNotEqualTo(firstKey).isEqualTo("key-1-renewed");
	}

	@Test
	@Uts("realtime/unit/RTN15h2/token-error-renew-fails-1")
	void aTokenThatCannotBeRenewedNowLeavesTheConnectionDisconnected() {
		AtomicInteger calls = new AtomicInteger();
		Connection connection = this.fixture.client((options) -> options.authCallback((params) -> {
			if (calls.incrementAndGet() == 1) {
				return this.fixture.token("valid-token-1");
			}
			return RealtimeFixture.failure(40101, 401, "Invalid credentials");
		})).connection();
		this.fixture.connect();

		this.server.sendToClientAndClose(Frames.disconnected(40142, 401, "Token expired"));
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(calls).hasValue(2);
	}

	@Test
	@Uts("realtime/unit/RTN15h3/non-token-error-resume-0")
	void anyOtherErrorLeadsToAResumeAtOnce() {
		this.server.onConnection(
				(connection) -> connection.respondWithSuccess(Frames.connected("connection-1", "key-1").build()));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		String firstId = connection.id();

		this.server.sendToClientAndClose(Frames.disconnected(80003, 503, "Service unavailable"));
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connection.id()).isEqualTo(firstId);
		assertThat(this.server.connections()).hasSize(2);
		assertThat(this.server.connection(1).query("resume")).isEqualTo("key-1");
	}

	@Test
	@Uts("realtime/unit/RTN15j/error-empty-channel-failed-0")
	void anErrorOfTheConnectionIsFatal() {
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		this.server.sendToClientAndClose(Frames.error(50000, 500, "Internal error"));
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(50000);
		assertThat(connection.errorReason().statusCode()).isEqualTo(500);
	}

	@Test
	@Uts("realtime/unit/RTN15a/unexpected-transport-disconnect-0")
	void aBrokenTransportIsReplaced() {
		this.server.onConnection(
				(connection) -> connection.respondWithSuccess(Frames.connected("connection-1", "key-1").build()));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		String firstId = connection.id();

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connection.id()).isEqualTo(firstId);
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN15b/successful-resume-0")
	void theConnectionIsResumedByItsKey() {
		resumeWithANewKey();

		assertThat(this.fixture.connection().id()).isEqualTo("connection-1");
		assertThat(this.fixture.connection().key()).isEqualTo("key-1-updated");
		assertThat(this.server.connection(1).query("resume")).isEqualTo("key-1");
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN15e/connection-key-updated-0")
	void aResumedConnectionTakesTheNewKey() {
		resumeWithANewKey();

		assertThat(this.fixture.connection().key()).isEqualTo("key-1-updated");
	}

	private void resumeWithANewKey() {
		this.server.onConnections(
				(first) -> first.respondWithSuccess(Frames.connected("connection-1", "key-1").build()),
				(second) -> second.respondWithSuccess(Frames.connected("connection-1", "key-1-updated").build()));
		this.fixture.client();
		this.fixture.connect();
		assertThat(this.fixture.connection().id()).isEqualTo("connection-1");

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTN15c7/failed-resume-new-id-0")
	void aConnectionThatCouldNotBeResumedIsANewOne() {
		this.server.onConnections(
				(first) -> first.respondWithSuccess(Frames.connected("connection-1", "key-1").build()),
				(second) -> second.respondWithSuccess(Frames.connected("connection-2", "key-2")
					.error(Frames.errorInfo(80008, 400, "Unable to recover connection"))
					.build()));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();
		String firstId = connection.id();

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.id()).isEqualTo("connection-2").isNotEqualTo(firstId);
		assertThat(connection.key()).isEqualTo("key-2");
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(80008);
		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
	}

	/**
	 * In place of RTN15g, which version 6.1 of the specification has replaced by RTN14h:
	 * a suspended connection still tries to resume.
	 */
	@Test
	void aSuspendedConnectionTriesToResume() {
		this.server.onConnection((attempt) -> {
			if (attempt.number() == 1) {
				attempt.respondWithSuccess(
						Frames.connected("connection-1", Frames.details("key-1").connectionStateTtl(5000L).build())
							.build());
			}
			// how many attempts there are until then depends on their spread
			else if (!this.fixture.states().contains(ConnectionState.SUSPENDED)) {
				attempt.respondWithRefused();
			}
			else {
				attempt.respondWithSuccess(Frames.connected("connection-2", "key-2").build());
			}
		});
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(1000))
				.suspendedRetryTimeout(Duration.ofMillis(2000))
				.fallbackHosts(java.util.List.of()))
			.connection();
		this.fixture.connect();

		this.server.simulateDisconnect();
		this.fixture.advance(2500);
		for (int round = 0; round < 15 && connection.state() != ConnectionState.CONNECTED; round++) {
			this.fixture.advance(2500);
		}

		assertThat(this.fixture.states()).containsSubsequence(ConnectionState.CONNECTING, ConnectionState.CONNECTED,
				ConnectionState.DISCONNECTED, ConnectionState.SUSPENDED, ConnectionState.CONNECTING,
				ConnectionState.CONNECTED);
		assertThat(connection.id()).isEqualTo("connection-2");
		assertThat(connection.key()).isEqualTo("key-2");
		assertThat(this.server.active().query("resume")).isEqualTo("key-1");
	}

	@Test
	@Uts("realtime/unit/RTN15c5/token-error-during-resume-0")
	void aTokenRejectedWhenResumingIsRenewed() {
		AtomicInteger tokens = this.fixture.issueTokens("token_");
		this.server.onConnections(
				(first) -> first.respondWithSuccess(Frames.connected("connection-1", "key-1").build()),
				(second) -> second.respondWithError(Frames.error(40142, 401, "Token expired")),
				(third) -> third.respondWithSuccess(Frames.connected("connection-2", "key-2").build()));
		Connection connection = this.fixture.client((options) -> options.key(RealtimeFixture.KEY).useTokenAuth(true))
			.connection();
		this.fixture.connect();

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(tokens).hasValue(2);
		assertThat(this.server.connections()).hasSize(3);
	}

	@Test
	@Uts("realtime/unit/RTN15c4/fatal-error-during-resume-0")
	void aFatalErrorWhenResumingIsFatal() {
		this.server.onConnections(MockConnection::respondWithConnected,
				(second) -> second.respondWithError(Frames.error(50000, 500, "Internal server error")));
		Connection connection = this.fixture.client().connection();
		this.fixture.connect();

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(connection.state()).isEqualTo(ConnectionState.FAILED);
		assertThat(connection.errorReason()).isNotNull();
		assertThat(connection.errorReason().code()).isEqualTo(50000);
		this.fixture.advance(60_000);
		assertThat(this.server.connections()).hasSize(2);
	}

}
