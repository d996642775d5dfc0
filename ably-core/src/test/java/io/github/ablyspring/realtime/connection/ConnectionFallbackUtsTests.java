package io.github.ablyspring.realtime.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connecting to other hosts (RTN17).
 */
class ConnectionFallbackUtsTests {

	private static final String PRIMARY = "main.realtime.ably.net";

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTN17i/prefer-primary-domain-0")
	void everyAttemptBeginsWithThePrimaryHost() {
		this.server.onConnections(MockConnection::respondWithRefused, MockConnection::respondWithConnected);
		this.fixture.client();
		this.fixture.connect();
		assertThat(hosts()).hasSize(2);

		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);

		assertThat(hosts()).hasSize(3);
		assertThat(hosts().get(2)).isEqualTo(PRIMARY);
	}

	@Test
	@Uts("realtime/unit/RTN17f/fallback-on-error-0")
	void anUnknownHostLeadsToAnother() {
		this.server.onConnections(MockConnection::respondWithDnsError, MockConnection::respondWithConnected);
		this.fixture.client();
		this.fixture.connect();

		assertThat(hosts()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(hosts().get(0)).isEqualTo(PRIMARY);
		assertThat(hosts().get(1)).contains("fallback");
	}

	@Test
	@Uts("realtime/unit/RTN17f1/disconnected-5xx-fallback-0")
	void aServerInTroubleLeadsToAnother() {
		this.server.onConnections(
				(first) -> first.respondWithError(Frames.disconnected(50003, 503, "Service temporarily unavailable")),
				MockConnection::respondWithConnected);
		this.fixture.client();
		this.fixture.connect();

		assertThat(hosts()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(hosts().get(0)).isEqualTo(PRIMARY);
		assertThat(hosts().get(1)).contains("fallback");
	}

	@Test
	void anyOtherDisconnectedDoesNot() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.disconnected(80003, 400, "Not now")));
		this.fixture.client();
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(hosts()).containsExactly(PRIMARY);
	}

	@Test
	@Uts("realtime/unit/RTN17j/connectivity-check-before-fallback-0")
	void asksWhetherThereIsAnInternetFirst() {
		this.server.onConnections(MockConnection::respondWithTimeout, MockConnection::respondWithConnected);
		this.fixture.client();
		this.fixture.connect();

		List<PendingRequest> checks = this.fixture.http()
			.requests()
			.stream()
			.filter((request) -> request.url().toString().contains("internet-up"))
			.toList();
		assertThat(checks).isNotEmpty();
		assertThat(checks.get(0).method()).isEqualTo("GET");
		assertThat(hosts()).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	void triesNoOtherHostWithoutAnInternet() {
		this.fixture.http().always(200, "<html>please log in</html>");
		this.server.onConnection(MockConnection::respondWithRefused);
		this.fixture.client();
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(hosts()).containsExactly(PRIMARY);
	}

	@Test
	@Uts("realtime/unit/RTN17g/empty-fallback-set-error-0")
	void withoutOtherHostsThereIsNothingToTry() {
		this.server.onConnection(MockConnection::respondWithRefused);
		this.fixture.client((options) -> options.endpoint("custom.example.com"));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.advance(2000);

		assertThat(hosts()).containsExactly("custom.example.com");
	}

	@Test
	@Uts("realtime/unit/RTN17h/fallback-domains-from-rec2-0")
	void theOtherHostsFollowFromTheEndpoint() {
		this.server.onConnections(MockConnection::respondWithRefused, MockConnection::respondWithConnected);
		this.fixture.client();
		this.fixture.connect();

		assertThat(hosts()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(hosts().get(1)).contains("fallback.ably-realtime.com")
			.containsPattern("\\.[abcde]\\.fallback\\.ably-realtime\\.com$");
	}

	@Test
	@Uts("realtime/unit/RTN17j/fallback-random-order-1")
	void theirOrderIsRandom() {
		Set<List<String>> orders = new HashSet<>();
		for (int round = 0; round < 20; round++) {
			try (RealtimeFixture one = new RealtimeFixture()) {
				one.server()
					.onConnections(MockConnection::respondWithRefused, MockConnection::respondWithRefused,
							MockConnection::respondWithRefused, MockConnection::respondWithConnected);
				one.client();
				one.connect();
				orders.add(one.server().connections().stream().skip(1).map(MockConnection::host).toList());
			}
		}

		assertThat(orders).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@Uts("realtime/unit/RTN17e/http-uses-same-fallback-0")
	void requestsGoWhereTheConnectionIs() {
		this.fixture.http().onRequest((request) -> {
			if (request.url().toString().contains("internet-up")) {
				request.respond(200, "yes");
			}
			else {
				request.respond(200, List.of());
			}
		});
		this.server.onConnections(MockConnection::respondWithRefused, MockConnection::respondWithConnected);
		this.fixture.client();
		this.fixture.connect();
		String host = hosts().get(1);

		this.fixture.await(this.fixture.client().channels().get("test-RTN17e").history());

		List<PendingRequest> requests = this.fixture.http()
			.requests()
			.stream()
			.filter((request) -> request.path().contains("/messages") || request.path().contains("/history"))
			.toList();
		assertThat(requests).isNotEmpty();
		assertThat(requests.get(0).host()).isEqualTo(host);
	}

	private List<String> hosts() {
		return this.server.connections().stream().map(MockConnection::host).toList();
	}

}
