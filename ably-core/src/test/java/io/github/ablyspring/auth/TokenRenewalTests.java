package io.github.ablyspring.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.ChannelDetails;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another token in place of one that has expired or was rejected.
 */
class TokenRenewalTests {

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	private final TokenSources callback = TokenSources.numbered(this.fixture);

	private final AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(this.callback));

	@Test
	@Uts("rest/unit/RSA4b/renewal-on-40142-0")
	void anExpiredTokenIsReplacedAndTheRequestSentAgain() {
		this.http.queue(401, tokenError(40142)).queue(200, List.of(Map.of("channel", "test")));
		assertThat(history().items()).hasSize(1);
		assertThat(this.callback.calls).hasSize(2);
		assertThat(this.http.requests()).hasSize(2);
		assertThat(authorization(0)).isEqualTo("Bearer token-1");
		assertThat(authorization(1)).isEqualTo("Bearer token-2");
	}

	@Test
	@Uts("rest/unit/RSA4b/renewal-on-40140-1")
	void anyErrorOfTheTokenWillDo() {
		this.http.queue(401, tokenError(40140)).queue(200, List.of());
		history();
		assertThat(this.callback.calls).hasSize(2);
		assertThat(this.http.requests()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSA4b1/preemptive-renewal-0")
	void aTokenThatIsKnownToHaveExpiredIsNotSent() {
		TokenSources tokens = TokenSources.of((number, params) -> (number == 1)
				? TokenDetails.builder("expired-token").expires(this.fixture.loop.now().minusSeconds(1)).build()
				: TokenSources.token(this.fixture, "fresh-token").build());
		AblyRest client = this.fixture.client(ClientOptions.builder().authCallback(tokens));
		this.http.always(200, List.of());
		this.fixture.await(client.auth().authorize());
		this.fixture.await(client.channels().get("test").history());
		assertThat(tokens.calls).hasSize(2);
		List<PendingRequest> history = this.http.requests()
			.stream()
			.filter((request) -> request.path().equals("/channels/test/messages"))
			.toList();
		assertThat(history).hasSize(1);
		assertThat(history.get(0).header("Authorization")).isEqualTo("Bearer fresh-token");
	}

	@Test
	@Uts("rest/unit/RSA4a2/no-renewal-without-callback-0")
	void aTokenThatCannotBeReplacedIsAnError() {
		this.http.always(401, tokenError(40142));
		AblyRest client = this.fixture.client(ClientOptions.builder().token("static-token"));
		AblyException error = this.fixture.awaitFailure(client.channels().get("test").history());
		assertThat(error.code()).isEqualTo(40171);
		assertThat(error.errorInfo().cause()).isNotNull();
		assertThat(error.errorInfo().cause().code()).isEqualTo(40142);
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	@Uts("rest/unit/RSA4b/renewal-via-authurl-2")
	void aUrlIsAskedAgain() {
		this.http.queue(200, tokenNamed("first-token"))
			.queue(401, Map.of("error", Map.of("code", 40142, "message", "Token expired")))
			.queue(200, tokenNamed("second-token"))
			.queue(200, List.of());
		AblyRest client = this.fixture.client(ClientOptions.builder().authUrl("https://example.com/auth"));
		this.fixture.await(client.channels().get("test").history());
		assertThat(this.http.requests().stream().filter((request) -> request.host().equals("example.com"))).hasSize(2);
		List<PendingRequest> api = this.http.requests()
			.stream()
			.filter((request) -> !request.host().equals("example.com"))
			.toList();
		assertThat(api).hasSize(2);
		assertThat(api.get(1).header("Authorization")).isEqualTo("Bearer second-token");
	}

	@Test
	@Uts("rest/unit/RSA4b/renewal-limit-no-loop-3")
	void aSecondRejectionIsFinal() {
		this.http.always(401, Map.of("error", Map.of("code", 40142, "message", "Token expired")));
		AblyException error = this.fixture.awaitFailure(this.ably.channels().get("test").history());
		assertThat(error.code()).isEqualTo(40142);
		assertThat(this.callback.calls).hasSize(2);
		assertThat(this.http.requests()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSC10/request-retried-after-renewal-0")
	void theCallerDoesNotNotice() {
		this.http.onRequest((request) -> {
			if ("Bearer token-1".equals(request.header("Authorization"))) {
				request.respond(401, tokenError(40142));
			}
			else {
				request.respond(200, Map.of("channelId", "test", "status",
						Map.of("isActive", true, "occupancy", Map.of("metrics", Map.of("connections", 0)))));
			}
		});
		ChannelDetails details = this.fixture.await(this.ably.channels().get("test").status());
		assertThat(details.channelId()).isEqualTo("test");
		assertThat(this.http.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.path()).isEqualTo("/channels/test"));
		assertThat(this.callback.calls).hasSize(2);
		assertThat(authorization(0)).isEqualTo("Bearer token-1");
		assertThat(authorization(1)).isEqualTo("Bearer token-2");
	}

	@Test
	@Uts("rest/unit/RSC10b/non-token-401-no-renewal-0")
	void anotherErrorOfTheCredentialsIsFinal() {
		this.http.always(401, tokenError(40100));
		assertThat(this.fixture.awaitFailure(this.ably.channels().get("test").status()).code()).isEqualTo(40100);
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.callback.calls).hasSize(1);
	}

	// Asking for the time needs no token (RSC16), so it is asked by way of request().
	@Test
	@Uts("rest/unit/RSA4b/renewal-msgpack-response-4")
	void theErrorIsReadInBinaryToo() {
		this.http.queue(401, tokenError(40142), Map.of("Content-Type", "application/x-msgpack"))
			.queue(200, List.of(1234567890000L), Map.of("Content-Type", "application/x-msgpack"));
		HttpPaginatedResponse response = this.fixture.await(this.ably.request("GET", "/time"));
		assertThat(this.callback.calls).hasSize(2);
		assertThat(this.http.requests()).hasSize(2);
		assertThat(response.items()).containsExactly(1234567890000L);
	}

	@Test
	void requestsThatAreRejectedTogetherShareOneRenewal() {
		this.http.always(200, List.of());
		history();
		this.http.onRequest((request) -> {
			if ("Bearer token-1".equals(request.header("Authorization"))) {
				request.respondAfter(Duration.ofMillis(this.http.requests().size() * 10L), 401, tokenError(40142),
						Map.of());
			}
			else {
				request.respond(200, List.of());
			}
		});
		List<CompletableFuture<?>> requests = List.of(this.ably.stats(), this.ably.stats(), this.ably.stats());
		requests.forEach(this.fixture::await);
		assertThat(this.callback.calls).hasSize(2);
	}

	@Test
	void aTokenThatIsAboutToExpireIsRenewedInTheBackground() {
		this.http.always(200, List.of());
		history();
		this.fixture.loop.advance(Duration.ofMinutes(60).minusSeconds(20));
		history();
		assertThat(authorization(1)).isEqualTo("Bearer token-1");
		assertThat(this.callback.calls).hasSize(2);
		history();
		assertThat(authorization(2)).isEqualTo("Bearer token-2");
		assertThat(this.callback.calls).hasSize(2);
	}

	@Test
	void aRenewalInTheBackgroundThatFailsDoesNoHarm() {
		TokenSources tokens = TokenSources.of((number, params) -> {
			if (number == 2) {
				throw new IllegalStateException("down");
			}
			return TokenSources.token(this.fixture, "token-" + number).build();
		});
		AblyRest client = this.fixture.client(ClientOptions.builder().authCallback(tokens));
		this.http.always(200, List.of());
		this.fixture.await(client.stats());
		this.fixture.loop.advance(Duration.ofMinutes(60).minusSeconds(20));
		this.fixture.await(client.stats());
		this.fixture.await(client.stats());
		assertThat(tokens.calls).hasSize(2);
		assertThat(this.http.lastRequest().header("Authorization")).isEqualTo("Bearer token-1");
		this.fixture.loop.advance(10_000);
		this.fixture.await(client.stats());
		this.fixture.await(client.stats());
		assertThat(tokens.calls).hasSize(3);
		assertThat(this.http.lastRequest().header("Authorization")).isEqualTo("Bearer token-3");
	}

	@Test
	void aClockThatIsFarAheadDoesNotRenewForEver() {
		TokenSources tokens = TokenSources.of((number, params) -> TokenDetails.builder("token-" + number)
			.expires(this.fixture.loop.now().minus(Duration.ofHours(2)))
			.build());
		AblyRest client = this.fixture.client(ClientOptions.builder().authCallback(tokens));
		this.http.always(200, List.of());
		for (int i = 0; i < 5; i++) {
			this.fixture.await(client.stats());
		}
		assertThat(tokens.calls).hasSize(2);
	}

	private PaginatedResult<Message> history() {
		return this.fixture.await(this.ably.channels().get("test").history());
	}

	private String authorization(int request) {
		return this.http.request(request).header("Authorization");
	}

	private Map<String, Object> tokenNamed(String token) {
		return Map.of("token", token, "expires", this.fixture.loop.millis() + 3600000);
	}

	private static Map<String, Object> tokenError(int code) {
		return Map.of("error", Map.of("code", code, "statusCode", 401, "message", "Token error"));
	}

}
