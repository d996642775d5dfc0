package io.github.ablyspring.auth;

import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The token that a client has at any time.
 */
class TokenDetailsTests {

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http.always(200,
			Map.of("channelId", "test", "status", Map.of("isActive", true)));

	@Test
	@Uts("rest/unit/RSA16a/token-from-callback-0")
	void itIsThatOfTheCallback() {
		AblyRest ably = withCallback(TokenSources
			.always(token("callback-token-abc").issued(this.fixture.loop.now()).clientId("my-client").build()));
		TokenDetails details = afterARequest(ably);
		assertThat(details).isNotNull();
		assertThat(details.token()).isEqualTo("callback-token-abc");
		assertThat(details.clientId()).isEqualTo("my-client");
		assertThat(details.expires()).isNotNull();
		assertThat(details.issued()).isNotNull();
	}

	@Test
	@Uts("rest/unit/RSA16a/token-from-request-token-1")
	void itIsThatOfTheService() {
		this.http.always(200, Map.of("token", "requested-token-xyz", "expires", this.fixture.loop.millis() + 3600000,
				"issued", this.fixture.loop.millis(), "keyName", "appId.keyId", "clientId", "token-client"));
		AblyRest ably = this.fixture.client();
		this.fixture.await(ably.auth().authorize());
		TokenDetails details = ably.auth().tokenDetails();
		assertThat(details).isNotNull();
		assertThat(details.token()).isEqualTo("requested-token-xyz");
		assertThat(details.clientId()).isEqualTo("token-client");
	}

	@Test
	@Uts("rest/unit/RSA16b/token-string-in-options-0")
	void ofAMereTokenNothingElseIsKnown() {
		TokenDetails details = this.fixture.client(ClientOptions.builder().token("standalone-token-string"))
			.auth()
			.tokenDetails();
		assertThat(details).isEqualTo(new TokenDetails("standalone-token-string", null, null, null, null, null));
	}

	@Test
	@Uts("rest/unit/RSA16b/token-string-from-callback-1")
	void ofAMereTokenOfACallbackNothingElseIsKnown() {
		AblyRest ably = withCallback(TokenSources.always(AuthToken.of("just-a-token-string")));
		TokenDetails details = afterARequest(ably);
		assertThat(details).isNotNull();
		assertThat(details.token()).isEqualTo("just-a-token-string");
		assertThat(details.expires()).isNull();
		assertThat(details.issued()).isNull();
	}

	@Test
	@Uts("rest/unit/RSA16c/set-on-instantiation-0")
	void itIsThereFromTheStartWhenTheOptionsHaveIt() {
		TokenDetails initial = token("initial-token").issued(this.fixture.loop.now())
			.clientId("initial-client")
			.build();
		TokenDetails details = this.fixture.client(ClientOptions.builder().tokenDetails(initial)).auth().tokenDetails();
		assertThat(details).isNotNull();
		assertThat(details.token()).isEqualTo("initial-token");
		assertThat(details.clientId()).isEqualTo("initial-client");
	}

	@Test
	@Uts("rest/unit/RSA16c/updated-after-authorize-1")
	void itChangesWithEachAuthorize() {
		AblyRest ably = withCallback(
				TokenSources.of((number, params) -> token("token-v" + number).clientId("client-v" + number).build()));
		this.fixture.await(ably.auth().authorize());
		TokenDetails first = ably.auth().tokenDetails();
		this.fixture.await(ably.auth().authorize());
		TokenDetails second = ably.auth().tokenDetails();
		assertThat(first.token()).isEqualTo("token-v1");
		assertThat(first.clientId()).isEqualTo("client-v1");
		assertThat(second.token()).isEqualTo("token-v2");
		assertThat(second.clientId()).isEqualTo("client-v2");
		assertThat(first.token()).isNotEqualTo(second.token());
	}

	@Test
	@Uts("rest/unit/RSA16c/updated-after-expiry-renewal-2")
	void itChangesWhenItHasExpired() {
		AblyRest ably = withCallback(TokenSources
			.of((number, params) -> token("token-v" + number).expires(this.fixture.loop.now().plusSeconds(1)).build()));
		TokenDetails first = afterARequest(ably);
		this.fixture.loop.advance(2000);
		TokenDetails second = afterARequest(ably);
		assertThat(first.token()).isEqualTo("token-v1");
		assertThat(second.token()).isEqualTo("token-v2");
	}

	@Test
	@Uts("rest/unit/RSA16c/updated-after-40142-renewal-3")
	void itChangesWhenTheServiceRejectsIt() {
		this.http.queue(401, expired());
		AblyRest ably = withCallback(TokenSources.of((number, params) -> token("token-v" + number).build()));
		this.fixture.await(ably.auth().authorize());
		TokenDetails first = ably.auth().tokenDetails();
		TokenDetails second = afterARequest(ably);
		assertThat(first.token()).isEqualTo("token-v1");
		assertThat(second.token()).isEqualTo("token-v2");
	}

	@Test
	@Uts("rest/unit/RSA16d/null-with-basic-auth-0")
	void thereIsNoneWithAKey() {
		assertThat(afterARequest(this.fixture.client())).isNull();
	}

	@Test
	@Uts("rest/unit/RSA16d/null-before-token-obtained-1")
	void thereIsNoneBeforeItIsNeeded() {
		assertThat(withCallback(TokenSources.numbered(this.fixture)).auth().tokenDetails()).isNull();
	}

	@Test
	@Uts("rest/unit/RSA16d/null-after-invalidation-2")
	void thereIsNoneOnceItIsRejectedAndCannotBeRenewed() {
		AblyRest ably = withCallback(TokenSources.of((number, params) -> {
			if (number > 1) {
				throw AblyException.of(40100, 401, "Cannot obtain new token");
			}
			return token("first-token").build();
		}));
		this.fixture.await(ably.auth().authorize());
		assertThat(ably.auth().tokenDetails()).isNotNull();
		assertThat(ably.auth().tokenDetails().token()).isEqualTo("first-token");
		this.http.always(401, expired());
		assertThat(this.fixture.awaitFailure(ably.channels().get("test").status()))
			.hasMessageContaining("Cannot obtain new token");
		assertThat(ably.auth().tokenDetails()).isNull();
	}

	@Test
	@Uts("rest/unit/RSA16d/null-after-switch-to-basic-3")
	void thereIsNoneOnceTheKeyItselfIsUsed() {
		AblyRest ably = withCallback(TokenSources.numbered(this.fixture));
		this.fixture.await(ably.auth().authorize());
		assertThat(ably.auth().tokenDetails()).isNotNull();
		this.fixture
			.await(ably.auth().authorize(null, AuthOptions.builder().key(RestFixture.KEY).useTokenAuth(false).build()));
		assertThat(ably.auth().tokenDetails()).isNull();
		afterARequest(ably);
		assertThat(this.http.lastRequest().header("Authorization")).startsWith("Basic ");
	}

	@Test
	void thereIsNoWayBackToTheKeyWithoutTls() {
		AblyRest ably = this.fixture
			.client(ClientOptions.builder().authCallback(TokenSources.numbered(this.fixture)).tls(false));
		AblyException error = this.fixture.awaitFailure(
				ably.auth().authorize(null, AuthOptions.builder().key(RestFixture.KEY).useTokenAuth(false).build()));
		assertThat(error.code()).isEqualTo(40103);
	}

	@Test
	@Uts("rest/unit/RSA16a/preserved-across-requests-0")
	void itStaysFromRequestToRequest() {
		TokenSources callback = TokenSources.always(token("stable-token").clientId("stable-client").build());
		AblyRest ably = withCallback(callback);
		assertThat(afterARequest(ably).token()).isEqualTo("stable-token");
		assertThat(afterARequest(ably).token()).isEqualTo("stable-token");
		assertThat(afterARequest(ably).token()).isEqualTo("stable-token");
		assertThat(callback.calls).hasSize(1);
	}

	@Test
	@Uts("rest/unit/RSA16a/reflects-capability-1")
	void itSaysWhatItPermits() {
		String capability = "{\"channel1\":[\"publish\",\"subscribe\"],\"channel2\":[\"subscribe\"]}";
		TokenDetails details = afterARequest(
				withCallback(TokenSources.always(token("capable-token").capability(capability).build())));
		assertThat(details).isNotNull();
		assertThat(details.capability()).isEqualTo(capability);
	}

	private AblyRest withCallback(AuthCallback callback) {
		return this.fixture.client(ClientOptions.builder().authCallback(callback));
	}

	private @Nullable TokenDetails afterARequest(AblyRest ably) {
		this.fixture.await(ably.channels().get("test").status());
		return ably.auth().tokenDetails();
	}

	private TokenDetails.Builder token(String token) {
		return TokenSources.token(this.fixture, token);
	}

	private static Map<String, Object> expired() {
		return Map.of("error", Map.of("code", 40142, "statusCode", 401, "message", "Token expired"));
	}

}
