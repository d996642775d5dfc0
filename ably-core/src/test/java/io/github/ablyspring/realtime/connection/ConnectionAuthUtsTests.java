package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where a connection gets its token, and what happens when it gets none (RTN2e, RSA4).
 */
class ConnectionAuthUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	@Uts("realtime/unit/RTN2e/token-before-websocket-0")
	void theTokenComesFirst() {
		List<String> order = new ArrayList<>();
		this.server.onConnection((attempt) -> {
			order.add("attempt");
			attempt.respondWithConnected();
		});
		this.fixture.client((options) -> options.authCallback((params) -> {
			order.add("callback");
			return this.fixture.token("callback-provided-token");
		}));

		this.fixture.connect();

		assertThat(order).containsExactly("callback", "attempt");
		assertThat(this.server.connection(0).query("accessToken")).isEqualTo("callback-provided-token");
		assertThat(this.server.connection(0).query("key")).isNull();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTN2e/callback-error-prevents-connect-1")
	void withoutATokenThereIsNoAttempt() {
		this.fixture.client((options) -> options.authCallback((params) -> {
			throw new IllegalStateException("Auth callback failed");
		}));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(this.server.connections()).isEmpty();
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("realtime/unit/RTN2e/callback-params-include-clientid-2")
	void theCallbackHearsWhoTheClientIs() {
		List<TokenParams> received = new ArrayList<>();
		this.fixture.client((options) -> options.clientId("my-client-id").authCallback((params) -> {
			received.add(params);
			return CompletableFuture.completedFuture(TokenDetails.builder("token-for-client")
				.expires(this.fixture.loop().now().plusSeconds(3600))
				.clientId("my-client-id")
				.build());
		}));

		this.fixture.connect();

		assertThat(received).singleElement()
			.satisfies((params) -> assertThat(params.clientId()).isEqualTo("my-client-id"));
	}

	@Test
	@Uts("realtime/unit/RTN2e/reuse-valid-token-3")
	void aTokenThatIsGoodIsUsedAgain() {
		client((call) -> this.fixture.token("reusable-token"));
		this.fixture.connect();
		this.fixture.client().close();
		this.fixture.awaitState(ConnectionState.CLOSED);

		this.fixture.connect();

		assertThat(this.calls).hasValue(1);
	}

	@Test
	@Uts("realtime/unit/RSA4c2/callback-error-causes-disconnected-0")
	void aFailureWhileConnectingDisconnects() {
		failFirst();
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertAuthenticationError(this.fixture.connection().errorReason(), 401, 50000);
	}

	@Test
	@Uts("realtime/unit/RSA4c2/callback-error-connecting-disconnected-0")
	void aFailureWhileConnectingIsToldWithTheChange() {
		failFirst();
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.run();

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertAuthenticationError(this.fixture.connection().errorReason(), 401, 50000);
		assertThat(this.fixture.changes()).filteredOn((change) -> change.current() == ConnectionState.DISCONNECTED)
			.first()
			.satisfies((change) -> {
				assertThat(change.reason()).isNotNull();
				assertThat(change.reason().code()).isEqualTo(80019);
			});
	}

	@Test
	@Uts("realtime/unit/RSA4c2/callback-timeout-connecting-disconnected-1")
	void aCallbackThatDoesNotAnswerDisconnects() {
		client((call) -> new CompletableFuture<>());
		this.fixture.connection().connect();
		this.fixture.advance(11_000);
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(80019);
		assertThat(this.fixture.connection().errorReason().statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("realtime/unit/RSA4c3/callback-error-stays-connected-0")
	void aFailureWhileConnectedLeavesTheConnectionAlone() {
		client((call) -> (call == 1) ? this.fixture.token("initial-token")
				: RealtimeFixture.failure(50000, 500, "Auth server unavailable"));
		this.fixture.connect();
		int before = this.fixture.changes().size();

		this.server.sendToClient(Frames.of(Action.AUTH).build());
		this.fixture.awaitUntil(() -> this.fixture.connection().errorReason() != null);
		this.fixture.run();

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.fixture.changes()).hasSize(before);
		assertThat(this.server.sent(Action.AUTH)).isEmpty();
		assertAuthenticationError(this.fixture.connection().errorReason(), 401, 50000);
	}

	@Test
	@Uts("realtime/unit/RSA4d/callback-403-causes-failed-0")
	void aRefusalIsFatal() {
		client((call) -> RealtimeFixture.failure(40300, 403, "Account disabled"));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertAuthenticationError(this.fixture.connection().errorReason(), 403, 40300);
	}

	@Test
	@Uts("realtime/unit/RSA4d/callback-403-connecting-failed-0")
	void aRefusalWhileConnectingIsFatalWithoutAnAttempt() {
		client((call) -> RealtimeFixture.failure(40300, 403, "Account disabled"));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.FAILED);
		this.fixture.run();

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(this.server.connections()).isEmpty();
		ErrorInfo error = this.fixture.connection().errorReason();
		assertAuthenticationError(error, 403, 40300);
		assertThat(error.cause().statusCode()).isEqualTo(403);
		assertThat(this.fixture.changes()).filteredOn((change) -> change.current() == ConnectionState.FAILED)
			.singleElement()
			.satisfies((change) -> {
				assertThat(change.reason()).isNotNull();
				assertThat(change.reason().code()).isEqualTo(80019);
				assertThat(change.reason().statusCode()).isEqualTo(403);
			});
		assertThat(this.fixture.states()).doesNotContain(ConnectionState.DISCONNECTED);
	}

	@Test
	@Uts("realtime/unit/RSA4d/callback-403-reauth-causes-failed-1")
	void aRefusalWhileConnectedIsFatal() {
		refuseTheSecondToken();

		assertAuthenticationError(this.fixture.connection().errorReason(), 403, 40300);
	}

	@Test
	@Uts("realtime/unit/RSA4d/callback-403-reauth-failed-1")
	void aRefusalOfANewTokenTakesTheConnectionFromConnectedToFailed() {
		refuseTheSecondToken();
		this.fixture.run();

		assertAuthenticationError(this.fixture.connection().errorReason(), 403, 40300);
		assertThat(this.fixture.changes()).last().satisfies((change) -> {
			assertThat(change.previous()).isEqualTo(ConnectionState.CONNECTED);
			assertThat(change.current()).isEqualTo(ConnectionState.FAILED);
		});
	}

	private void refuseTheSecondToken() {
		client((call) -> (call == 1) ? this.fixture.token("initial-token")
				: RealtimeFixture.failure(40300, 403, "Account suspended"));
		this.fixture.connect();

		this.server.sendToClient(Frames.of(Action.AUTH).build());
		this.fixture.awaitState(ConnectionState.FAILED);
	}

	/**
	 * The type of a callback's answer allows tokens only; what can still be wrong is that
	 * there is none.
	 */
	@Test
	@Uts("realtime/unit/RSA4f/callback-invalid-type-format-0")
	void anAnswerThatIsNoTokenDisconnects() {
		client((call) -> CompletableFuture.completedFuture(null));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(80019);
		assertThat(this.fixture.connection().errorReason().statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("realtime/unit/RSA4f/callback-oversized-token-format-1")
	void aTokenThatIsTooLongDisconnects() {
		client((call) -> CompletableFuture.completedFuture(AuthToken.of("x".repeat(131_073))));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(80019);
		assertThat(this.fixture.connection().errorReason().statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("realtime/unit/RSA4e/rest-callback-error-40170-0")
	void aFailureOverRestIsAnErrorOfTheRequest() {
		ClientOptions options = ClientOptions.builder().useBinaryProtocol(false).authCallback((params) -> {
			throw new IllegalStateException("Network failure connecting to auth server");
		}).build();
		try (AblyRest rest = AblyRest.create(options, this.fixture.resources())) {
			assertThatExceptionOfType(AblyException.class)
				.isThrownBy(() -> this.fixture.await(rest.channels().get("test-channel").status()))
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(40170);
					assertThat(ex.statusCode()).isEqualTo(401);
					assertThat(ex.errorInfo().message()).isNotEmpty();
				});
		}
	}

	@Test
	@Uts("realtime/unit/RSA4a1/non-renewable-token-logs-warning-0")
	void aTokenThatCannotBeRenewedIsNoted() {
		List<String> messages = new ArrayList<>();
		this.fixture.client((options) -> options.token("non-renewable-token")
			.useBinaryProtocol(false)
			.logLevel(LogLevel.INFO)
			.logHandler((level, message, context) -> {
				if (level == LogLevel.INFO) {
					messages.add(message);
				}
			}));

		assertThat(messages).anySatisfy((message) -> assertThat(message).contains("40171"))
			.anySatisfy((message) -> assertThat(message).contains("https://help.ably.io/error/40171"));
	}

	@Test
	@Uts("realtime/unit/RSA4a2/token-error-non-renewable-failed-0")
	void aRejectedTokenThatCannotBeRenewedIsFatal() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40142, 401, "Token expired")));
		this.fixture.client((options) -> options.token("expired-token").useBinaryProtocol(false));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.FAILED);
		this.fixture.run();

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(40171);
		assertThat(this.fixture.changes()).filteredOn((change) -> change.current() == ConnectionState.FAILED)
			.singleElement()
			.satisfies((change) -> {
				assertThat(change.reason()).isNotNull();
				assertThat(change.reason().code()).isEqualTo(40171);
			});
	}

	@Test
	@Uts("realtime/unit/RSA4a2/token-error-non-renewable-no-retry-1")
	void aRejectedTokenThatCannotBeRenewedIsNotTriedAgain() {
		this.server.onConnection((attempt) -> attempt.respondWithError(Frames.error(40140, 401, "Token error")));
		this.fixture.client((options) -> options.token("non-renewable-token").useBinaryProtocol(false));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.FAILED);
		this.fixture.advance(Duration.ofMinutes(1));

		assertThat(this.server.connections()).hasSize(1);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(40171);
	}

	@Test
	void aClientIdThatTheServerContradictsIsFatal() {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(
				Frames.connected("id", Frames.details("key").clientId("somebody-else").build()).build()));
		this.fixture.client((options) -> options.clientId("me"));
		this.fixture.connection().connect();
		this.fixture.awaitState(ConnectionState.FAILED);

		assertThat(this.fixture.connection().errorReason()).isNotNull();
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(40102);
	}

	private void client(IntFunction<CompletionStage<AuthToken>> callback) {
		this.fixture
			.client((options) -> options.authCallback((params) -> callback.apply(this.calls.incrementAndGet())));
	}

	private void failFirst() {
		client((call) -> (call == 1) ? RealtimeFixture.failure(50000, 500, "Auth server unavailable")
				: this.fixture.token("valid-token-" + call));
	}

	private static void assertAuthenticationError(ErrorInfo error, int statusCode, int causeCode) {
		assertThat(error).isNotNull();
		assertThat(error.code()).isEqualTo(80019);
		assertThat(error.statusCode()).isEqualTo(statusCode);
		assertThat(error.cause()).isNotNull();
		assertThat(error.cause().code()).isEqualTo(causeCode);
	}

}
