package io.github.ablyspring.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.message.Capability;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.TransportException.Kind;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens from callbacks and URLs.
 */
class AuthCallbackTests {

	private static final String JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.test-jwt-payload";

	private static final String AUTH_URL = "https://auth.example.com/token";

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSA8d/callback-invoked-for-auth-0")
	void aCallbackIsAskedForTheToken() {
		TokenSources callback = TokenSources.always(TokenSources.token(this.fixture, "callback-token").build());
		this.http.always(200, Map.of("channelId", "test"));
		request(ClientOptions.builder().authCallback(callback));
		assertThat(callback.calls).hasSize(1);
		assertThat(this.http.requests()).hasSize(1);
		assertThat(authorization(0)).isEqualTo("Bearer callback-token");
	}

	@Test
	void anUrlThatTheTransportCannotAskFailsTheRequest() {
		AblyRest ably = this.fixture
			.client(ClientOptions.builder().authUrl(AUTH_URL).httpTransport(AuthCallbackTests::refuse));
		AblyException error = this.fixture.awaitFailure(ably.channels().get("test").history());
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error).hasMessageContaining("expected by the test");
	}

	@Test
	void anUrlThatTheTransportCannotAskFailsTheCallToAuthorize() {
		AblyRest ably = this.fixture
			.client(ClientOptions.builder().authUrl(AUTH_URL).httpTransport(AuthCallbackTests::refuse));
		assertThat(this.fixture.awaitFailure(ably.auth().authorize()).code()).isEqualTo(40170);
		assertThat(this.fixture.awaitFailure(ably.auth().requestToken()).code()).isEqualTo(40170);
	}

	// As the client of the JDK does with headers that it sets itself.
	private static CompletableFuture<HttpResponse> refuse(HttpRequest request) {
		throw new IllegalArgumentException("expected by the test: restricted header");
	}

	@Test
	@Uts("rest/unit/RSA8d/callback-returns-jwt-1")
	void aCallbackMayGiveAMereToken() {
		this.http.always(200, Map.of("channelId", "test"));
		request(ClientOptions.builder().authCallback(TokenSources.always(AuthToken.of(JWT))));
		assertThat(authorization(0)).isEqualTo("Bearer " + JWT);
	}

	@Test
	@Uts("rest/unit/RSA8d/callback-returns-token-request-2")
	void aTokenRequestIsExchangedForAToken() {
		TokenRequest signed = TokenRequest.builder("app.key")
			.ttl(Duration.ofHours(1))
			.timestamp(this.fixture.loop.now())
			.nonce("unique-nonce")
			.mac("computed-mac")
			.build();
		this.http.onRequest((request) -> {
			if (request.path().matches("/keys/.*/requestToken")) {
				request.respond(200,
						Map.of("token", "exchanged-token", "expires", this.fixture.loop.millis() + 3600000));
			}
			else {
				request.respond(200, Map.of("channelId", "test"));
			}
		});
		request(ClientOptions.builder().authCallback(TokenSources.always(signed)));
		assertThat(this.http.requests()).hasSize(2);
		PendingRequest exchange = this.http.request(0);
		assertThat(exchange.method()).isEqualTo("POST");
		assertThat(exchange.path()).isEqualTo("/keys/app.key/requestToken");
		assertThat(exchange.bodyMap()).containsEntry("keyName", "app.key")
			.containsEntry("nonce", "unique-nonce")
			.containsEntry("mac", "computed-mac")
			.containsEntry("ttl", 3600000L);
		assertThat(exchange.headers()).doesNotContainKey("Authorization");
		assertThat(authorization(1)).isEqualTo("Bearer exchanged-token");
	}

	@Test
	@Uts("rest/unit/RSA8d/callback-receives-token-params-3")
	void aCallbackLearnsWhatTheTokenIsToBeLike() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(callback));
		this.fixture.await(ably.auth()
			.authorize(TokenParams.builder()
				.clientId("requested-client-id")
				.ttl(Duration.ofHours(2))
				.capability(Capability.builder().allow("channel1", Capability.Operation.PUBLISH).build())
				.build()));
		TokenParams params = callback.calls.get(0);
		assertThat(params.clientId()).isEqualTo("requested-client-id");
		assertThat(params.ttl()).isEqualTo(Duration.ofMillis(7200000));
		assertThat(params.capability()).isEqualTo("{\"channel1\":[\"publish\"]}");
	}

	@Test
	@Uts("rest/unit/RSA8c/authurl-invoked-for-auth-0")
	void aUrlIsAskedForTheToken() {
		urlGives("authurl-token");
		request(ClientOptions.builder().authUrl(AUTH_URL));
		PendingRequest auth = this.http.request(0);
		assertThat(auth.host()).isEqualTo("auth.example.com");
		assertThat(auth.path()).isEqualTo("/token");
		assertThat(auth.method()).isEqualTo("GET");
		assertThat(auth.headers()).doesNotContainKeys("Authorization", "X-Ably-Version", "Ably-Agent");
		assertThat(authorization(1)).isEqualTo("Bearer authurl-token");
	}

	@Test
	@Uts("rest/unit/RSA8c/authurl-post-method-1")
	void aUrlCanBeAskedWithPost() {
		urlGives("authurl-token");
		request(ClientOptions.builder()
			.authUrl(AUTH_URL + "?kept=1")
			.authMethod(AuthMethod.POST)
			.authParams(Map.of("scope", "publish:*")));
		PendingRequest auth = this.http.request(0);
		assertThat(auth.method()).isEqualTo("POST");
		assertThat(auth.query()).isEqualTo(Map.of("kept", "1"));
		assertThat(auth.bodyForm()).isEqualTo(Map.of("scope", "publish:*"));
		assertThat(auth.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
	}

	@Test
	@Uts("rest/unit/RSA8c/authurl-custom-headers-2")
	void aUrlGetsTheHeadersOfTheOptions() {
		urlGives("authurl-token");
		request(ClientOptions.builder()
			.authUrl(AUTH_URL)
			.authHeaders(Map.of("X-Custom-Header", "custom-value", "X-API-Key", "my-api-key")));
		assertThat(this.http.request(0).headers()).containsEntry("X-Custom-Header", "custom-value")
			.containsEntry("X-API-Key", "my-api-key");
		assertThat(this.http.request(1).headers()).doesNotContainKey("X-API-Key");
	}

	@Test
	@Uts("rest/unit/RSA8c/authurl-query-params-3")
	void aUrlGetsTheParametersOfTheOptions() {
		urlGives("authurl-token");
		request(ClientOptions.builder()
			.authUrl(AUTH_URL)
			.authParams(Map.of("client_id", "my-client", "scope", "publish:*")));
		assertThat(this.http.request(0).query()).containsEntry("client_id", "my-client")
			.containsEntry("scope", "publish:*");
	}

	@Test
	void parametersOfTheTokenOutrankThoseOfTheOptionsAndOfTheUrl() {
		urlGives("authurl-token");
		request(ClientOptions.builder()
			.authUrl(AUTH_URL + "?clientId=url&kept=a%20b&ttl=1")
			.authParams(Map.of("clientId", "params", "ttl", "2", "own", "x"))
			.clientId("me"));
		assertThat(this.http.request(0).query())
			.isEqualTo(Map.of("clientId", "me", "kept", "a b", "ttl", "2", "own", "x"));
	}

	@ParameterizedTest
	@CsvSource({ "text/plain", "text/plain; charset=utf-8", "application/jwt" })
	@Uts("rest/unit/RSA8c/authurl-returns-jwt-4")
	void aUrlMayGiveAMereToken(String contentType) {
		this.http.queue(200, "eyJhbGciOiJIUzI1NiJ9.jwt-body.signature", Map.of("Content-Type", contentType));
		this.http.queue(200, Map.of("channelId", "test"));
		request(ClientOptions.builder().authUrl("https://auth.example.com/jwt"));
		assertThat(authorization(1)).isEqualTo("Bearer eyJhbGciOiJIUzI1NiJ9.jwt-body.signature");
	}

	@Test
	void aUrlMayGiveATokenRequest() {
		this.http.queue(200, "{\"keyName\":\"app.key\",\"ttl\":\"3600000\",\"nonce\":\"n\",\"mac\":\"m\"}",
				Map.of("Content-Type", "application/json"));
		this.http.queue(200, Map.of("token", "exchanged")).queue(200, List.of());
		request(ClientOptions.builder().authUrl(AUTH_URL));
		assertThat(this.http.request(1).path()).isEqualTo("/keys/app.key/requestToken");
		assertThat(authorization(2)).isEqualTo("Bearer exchanged");
	}

	@Test
	@Uts("rest/unit/RSA8d/callback-error-propagated-4")
	void theErrorOfACallbackReachesTheCaller() {
		AblyException error = requestFails(ClientOptions.builder().authCallback((params) -> {
			throw new IllegalStateException("Authentication server unavailable");
		}));
		assertThat(error).hasMessageContaining("Authentication server unavailable");
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void anErrorInTheTermsOfAblyStaysAsItIs() {
		AblyException error = requestFails(ClientOptions.builder()
			.authCallback((params) -> CompletableFuture.failedFuture(AblyException.of(40300, 403, "Disabled"))));
		assertThat(error.code()).isEqualTo(40300);
		assertThat(AuthErrors.isForbidden(error.errorInfo())).isTrue();
	}

	@Test
	@Uts("rest/unit/RSA8c/authurl-error-propagated-5")
	void theErrorOfAUrlReachesTheCaller() {
		this.http.always(500, Map.of("error", "Internal server error"));
		AblyException error = requestFails(ClientOptions.builder().authUrl(AUTH_URL));
		assertThat(error).hasMessageContaining("auth").hasMessageContaining("500");
		assertThat(error.code()).isEqualTo(40170);
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).host()).isEqualTo("auth.example.com");
	}

	@Test
	void aUrlThatForbidsIsTold() {
		this.http.onRequest((request) -> request.respond(403, "no", Map.of("Content-Type", "text/plain")));
		AblyException error = requestFails(ClientOptions.builder().authUrl(AUTH_URL));
		assertThat(error.code()).isEqualTo(40170);
		assertThat(AuthErrors.isForbidden(error.errorInfo())).isTrue();
	}

	@Test
	void aUrlThatCannotBeReachedIsAnError() {
		this.http.onRequest((request) -> request.fail(Kind.DNS));
		assertThat(requestFails(ClientOptions.builder().authUrl(AUTH_URL)).code()).isEqualTo(40170);
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	void aUrlThatDoesNotAnswerIsAnError() {
		this.http.onRequest((request) -> {
		});
		AblyException error = requestFails(ClientOptions.builder().authUrl(AUTH_URL));
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error).hasMessageContaining("timeout");
		assertThat(this.fixture.loop.elapsedMillis()).isEqualTo(10_000);
	}

	@ParameterizedTest
	@CsvSource({ "text/html,<html>", "application/json,not json", "application/json,[]", "application/json,{}",
			"text/plain,''", "application/json,'{\"token\":7}'" })
	void aUrlThatGivesNonsenseIsAnError(String contentType, String body) {
		this.http.onRequest((request) -> request.respond(200, body, Map.of("Content-Type", contentType)));
		AblyException error = requestFails(ClientOptions.builder().authUrl(AUTH_URL));
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(error).hasMessageContaining("invalid format");
	}

	@Test
	void aCallbackThatHangsIsAnError() {
		AblyException error = requestFails(
				ClientOptions.builder().authCallback((params) -> new CompletableFuture<AuthToken>()));
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error).hasMessageContaining("10000 ms").hasMessageContaining("timeout");
		assertThat(this.fixture.loop.elapsedMillis()).isEqualTo(10_000);
	}

	@Test
	@SuppressWarnings("NullAway")
	void aCallbackThatGivesNothingIsAnError() {
		assertThat(requestFails(ClientOptions.builder().authCallback((params) -> null)).code()).isEqualTo(40170);
		AblyException error = requestFails(
				ClientOptions.builder().authCallback((params) -> CompletableFuture.completedFuture(null)));
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error).hasMessageContaining("invalid format");
	}

	@Test
	void aTokenThatIsTooLongIsAnError() {
		AblyException error = requestFails(
				ClientOptions.builder().authCallback(TokenSources.always(AuthToken.of("x".repeat(131073)))));
		assertThat(error.code()).isEqualTo(40170);
		assertThat(error).hasMessageContaining("128 KiB");
	}

	@Test
	void requestsThatNeedATokenAtTheSameTimeShareOneCall() {
		CompletableFuture<AuthToken> token = new CompletableFuture<>();
		int[] calls = new int[1];
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback((params) -> {
			calls[0]++;
			return token;
		}));
		this.http.always(200, List.of());
		List<CompletableFuture<?>> requests = List.of(ably.request("GET", "/a"), ably.request("GET", "/b"),
				ably.stats());
		this.fixture.loop.runUntilIdle();
		assertThat(this.http.requests()).isEmpty();
		token.complete(AuthToken.of("shared"));
		requests.forEach(this.fixture::await);
		assertThat(calls[0]).isEqualTo(1);
		assertThat(this.http.requests()).hasSize(3)
			.allSatisfy((request) -> assertThat(request.header("Authorization")).isEqualTo("Bearer shared"));
	}

	private void urlGives(String token) {
		this.http.onRequest((request) -> {
			if (request.host().equals("auth.example.com")) {
				request.respond(200, Map.of("token", token, "expires", this.fixture.loop.millis() + 3600000));
			}
			else {
				request.respond(200, Map.of("channelId", "test"));
			}
		});
	}

	private void request(ClientOptionsBuilder options) {
		this.fixture.await(this.fixture.client(options).request("GET", "/channels/test"));
	}

	private AblyException requestFails(ClientOptionsBuilder options) {
		return this.fixture.awaitFailure(this.fixture.client(options).request("GET", "/channels/test"));
	}

	private String authorization(int request) {
		return this.http.request(request).header("Authorization");
	}

}
