package io.github.ablyspring.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Getting a new token on demand.
 */
class AuthorizeTests {

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSA10a/authorize-default-params-0")
	void theTokenIsUsedFromThenOn() {
		keyGives("obtained-token");
		AblyRest ably = this.fixture.client();
		TokenDetails token = this.fixture.await(ably.auth().authorize());
		assertThat(token).isNotNull();
		assertThat(token.token()).isEqualTo("obtained-token");
		this.fixture.await(ably.channels().get("test").status());
		assertThat(this.http.lastRequest().header("Authorization")).isEqualTo("Bearer obtained-token");
	}

	@Test
	@Uts("rest/unit/RSA10b/authorize-explicit-params-0")
	void parametersOutrankTheOptions() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(callback).clientId("default-client"));
		this.fixture.await(ably.auth()
			.authorize(TokenParams.builder().clientId("override-client").ttl(Duration.ofMillis(7200000)).build()));
		assertThat(callback.calls.get(0).clientId()).isEqualTo("override-client");
		assertThat(callback.calls.get(0).ttl()).isEqualTo(Duration.ofMillis(7200000));
	}

	@Test
	@Uts("rest/unit/RSA10e/authorize-saves-params-0")
	void parametersStayInForce() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(callback));
		this.fixture.await(ably.auth()
			.authorize(TokenParams.builder()
				.clientId("saved-client")
				.ttl(Duration.ofHours(1))
				.timestamp(Instant.EPOCH)
				.nonce("once")
				.build()));
		this.fixture.await(ably.auth().authorize());
		assertThat(callback.calls).hasSize(2);
		assertThat(callback.calls.get(1).clientId()).isEqualTo("saved-client");
		assertThat(callback.calls.get(1).ttl()).isEqualTo(Duration.ofHours(1));
		assertThat(callback.calls.get(0).timestamp()).isEqualTo(Instant.EPOCH);
		assertThat(callback.calls.get(1).timestamp()).isNull();
		assertThat(callback.calls.get(1).nonce()).isNull();
	}

	@Test
	void parametersReplaceTheEarlierOnesAsAWhole() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		AblyRest ably = this.fixture.client(ClientOptions.builder()
			.authCallback(callback)
			.defaultTokenParams(TokenParams.builder().ttl(Duration.ofHours(2)).capability("{}").build()));
		this.fixture.await(ably.auth().authorize(TokenParams.none()));
		this.fixture.await(ably.auth().authorize());
		assertThat(callback.calls).containsExactly(TokenParams.none(), TokenParams.none());
	}

	@Test
	@Uts("rest/unit/RSA10g/authorize-updates-token-details-0")
	void theDetailsAreThoseOfTheNewToken() {
		this.http.always(200, Map.of("token", "new-token", "expires", this.fixture.loop.millis() + 3600000, "keyName",
				"appId.keyId", "clientId", "token-client"));
		AblyRest ably = this.fixture.client();
		assertThat(ably.auth().tokenDetails()).isNull();
		TokenDetails result = this.fixture.await(ably.auth().authorize());
		TokenDetails details = ably.auth().tokenDetails();
		assertThat(details).isNotNull().isSameAs(result);
		assertThat(details.token()).isEqualTo("new-token");
		assertThat(details.clientId()).isEqualTo("token-client");
		assertThat(details.keyName()).isEqualTo("appId.keyId");
	}

	@Test
	@Uts("rest/unit/RSA10h/authorize-replaces-auth-options-0")
	void optionsReplaceTheEarlierOnes() {
		TokenSources original = TokenSources.numbered(this.fixture);
		TokenSources replacement = TokenSources.numbered(this.fixture);
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(original));
		this.fixture.await(ably.auth().authorize(null, AuthOptions.builder().authCallback(replacement).build()));
		this.fixture.await(ably.auth().authorize());
		assertThat(original.calls).isEmpty();
		assertThat(replacement.calls).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSA10i/authorize-preserves-key-0")
	void theKeyStaysWhenTheOptionsBringNone() {
		this.http.queue(200, "token-of-the-url", Map.of("Content-Type", "text/plain"));
		AblyRest ably = this.fixture.client();
		this.fixture.await(ably.auth()
			.authorize(null, AuthOptions.builder().authUrl("https://new-auth.example.com/token").build()));
		assertThat(this.http.lastRequest().host()).isEqualTo("new-auth.example.com");
		TokenRequest signed = this.fixture.await(ably.auth().createTokenRequest());
		assertThat(signed.keyName()).isEqualTo("appId.keyId");
		assertThat(signed.mac()).isNotEmpty();
	}

	@Test
	@Uts("rest/unit/RSA10j/authorize-replaces-existing-token-0")
	void eachTimeThereIsANewToken() {
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(TokenSources.numbered(this.fixture)));
		assertThat(this.fixture.await(ably.auth().authorize()).token()).isEqualTo("token-1");
		assertThat(this.fixture.await(ably.auth().authorize()).token()).isEqualTo("token-2");
		assertThat(ably.auth().tokenDetails().token()).isEqualTo("token-2");
	}

	@Test
	@Uts("rest/unit/RSA10k/authorize-query-time-0")
	void theTimeCanBeAskedOfTheService() {
		long serverTime = 1234567890000L;
		this.http.onRequest((request) -> {
			if (request.path().equals("/time")) {
				request.respond(200, List.of(serverTime));
			}
			else {
				request.respond(200, Map.of("token", "time-synced-token", "expires", serverTime + 3600000));
			}
		});
		AblyRest ably = this.fixture.client();
		this.fixture.await(ably.auth().authorize(null, AuthOptions.builder().queryTime(true).build()));
		assertThat(paths()).containsExactly("/time", "/keys/appId.keyId/requestToken");
		assertThat(this.http.request(1).bodyMap()).containsEntry("timestamp", serverTime);

		this.fixture.loop.advance(5000);
		this.fixture.await(ably.auth().authorize(null, AuthOptions.builder().queryTime(true).build()));
		assertThat(paths()).containsExactly("/time", "/keys/appId.keyId/requestToken",
				"/keys/appId.keyId/requestToken");
		assertThat(this.http.request(2).bodyMap()).containsEntry("timestamp", serverTime + 5000);
	}

	@Test
	@Uts("rest/unit/RSA10l/authorize-error-propagated-0")
	void anErrorOfTheServiceReachesTheCaller() {
		this.http.always(401, Map.of("error", Map.of("code", 40100, "statusCode", 401, "message", "Unauthorized")));
		AblyRest ably = this.fixture.client(ClientOptions.builder().key("invalid.key:secret"));
		AblyException error = this.fixture.awaitFailure(ably.auth().authorize());
		assertThat(error.code()).isEqualTo(40100);
		assertThat(error.statusCode()).isEqualTo(401);
	}

	@Test
	void aTokenThatIsGivenIsUsedAsItIs() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback(callback));
		this.fixture
			.await(ably.auth().authorize(null, AuthOptions.builder().token("given").authCallback(callback).build()));
		assertThat(ably.auth().tokenDetails()).isEqualTo(TokenDetails.of("given"));
		assertThat(callback.calls).isEmpty();
		this.fixture.await(ably.auth().authorize());
		assertThat(ably.auth().tokenDetails().token()).isEqualTo("token-1");
	}

	@Test
	void aWrongClockIsNamedWithWhatToDo() {
		this.http.always(401,
				Map.of("error", Map.of("code", 40104, "statusCode", 401, "message", "Timestamp not current")));
		AblyException error = this.fixture.awaitFailure(this.fixture.client().auth().authorize());
		assertThat(error).hasMessageContainingAll("Timestamp not current", "clock", "'queryTime'");
	}

	private void keyGives(String token) {
		this.http.onRequest((request) -> {
			if (request.path().matches("/keys/.*/requestToken")) {
				request.respond(200, Map.of("token", token, "expires", this.fixture.loop.millis() + 3600000, "keyName",
						"appId.keyId"));
			}
			else {
				request.respond(200, Map.of("channelId", "test", "status", Map.of("isActive", true)));
			}
		});
	}

	private List<String> paths() {
		return this.http.requests().stream().map(PendingRequest::path).toList();
	}

}
