package io.github.ablyspring.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whether the key itself or a token is used.
 */
class AuthSchemeTests {

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http.onRequest((request) -> {
		if (request.path().matches("/keys/.*/requestToken")) {
			request.respond(200, Map.of("token", "obtained-token", "expires", this.fixture.loop.millis() + 3600000));
		}
		else if (request.host().equals("auth.example.com")) {
			request.respond(200, Map.of("token", "authurl-token", "expires", this.fixture.loop.millis() + 3600000));
		}
		else {
			request.respond(200, Map.of("channelId", "test", "status", Map.of("isActive", true)));
		}
	});

	@Test
	@Uts("rest/unit/RSA4/basic-auth-key-only-0")
	void aKeyAloneIsUsedItself() {
		assertThat(authorizationWith(RestFixture.options())).isEqualTo("Basic " + base64("appId.keyId:keySecret"));
	}

	@Test
	@Uts("rest/unit/RSA3/token-auth-explicit-token-0")
	void aTokenIsUsed() {
		assertThat(authorizationWith(ClientOptions.builder().token("explicit-token-string")))
			.isEqualTo("Bearer explicit-token-string");
	}

	@Test
	@Uts("rest/unit/RSA3/token-auth-token-details-1")
	void theTokenOfDetailsIsUsed() {
		TokenDetails details = TokenSources.token(this.fixture, "token-from-details").build();
		assertThat(authorizationWith(ClientOptions.builder().tokenDetails(details)))
			.isEqualTo("Bearer token-from-details");
	}

	@Test
	@Uts("rest/unit/RSA4/use-token-auth-forced-1")
	void aKeyCanBeMadeToIssueTokens() {
		assertThat(authorizationWith(RestFixture.options().useTokenAuth(true))).isEqualTo("Bearer obtained-token");
		assertThat(this.http.requests()).hasSize(2);
		assertThat(this.http.request(0).headers()).doesNotContainKey("Authorization");
	}

	@Test
	@Uts("rest/unit/RSA4/auth-callback-triggers-token-2")
	void aCallbackMeansTokens() {
		TokenSources callback = TokenSources.always(TokenSources.token(this.fixture, "callback-token").build());
		assertThat(authorizationWith(ClientOptions.builder().authCallback(callback)))
			.isEqualTo("Bearer callback-token");
	}

	@Test
	@Uts("rest/unit/RSA4/authurl-triggers-token-3")
	void aUrlMeansTokens() {
		assertThat(authorizationWith(ClientOptions.builder().authUrl("https://auth.example.com/token")))
			.isEqualTo("Bearer authurl-token");
	}

	// The client cannot even be created, so no request is made either.
	@Test
	@Uts("rest/unit/RSC1b/no-auth-method-error-0")
	void withoutCredentialsThereIsNoClient() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> this.fixture.client(ClientOptions.builder()).request("GET", "/channels/test"))
			.withMessageContainingAll("'key'", "'token'", "'authCallback'")
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40106));
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void tokensWithoutMeansToGetThemMakeNoClient() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> this.fixture.client(ClientOptions.builder().useTokenAuth(true)))
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40106));
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> this.fixture.client(ClientOptions.builder().token("token").useTokenAuth(false)))
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40106));
	}

	@Test
	@Uts("rest/unit/RSA4a2/expired-token-no-renewal-0")
	void anExpiredTokenThatCannotBeRenewedIsNotSent() {
		TokenDetails expired = TokenDetails.builder("expired-token")
			.expires(this.fixture.loop.now().minus(Duration.ofSeconds(1)))
			.build();
		AblyRest ably = this.fixture.client(ClientOptions.builder().tokenDetails(expired));
		AblyException error = this.fixture.awaitFailure(ably.request("GET", "/channels/test"));
		assertThat(error.code()).isEqualTo(40171);
		assertThat(error).hasMessageContaining("'authCallback'");
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	@Uts("rest/unit/RSA1/token-auth-takes-precedence-0")
	void tokensOutrankTheKey() {
		TokenSources callback = TokenSources.always(TokenSources.token(this.fixture, "callback-token").build());
		assertThat(authorizationWith(RestFixture.options().authCallback(callback))).isEqualTo("Bearer callback-token");
	}

	@Test
	@Uts("rest/unit/RSA2/basic-auth-header-format-0")
	void aKeyIsEncodedWithTheUsualAlphabet() {
		assertThat(authorizationWith(ClientOptions.builder().key("app123.key456:secretXYZ")))
			.isEqualTo("Basic " + base64("app123.key456:secretXYZ"));
		assertThat(authorizationWith(ClientOptions.builder().key("app.key:~~~???>>>")))
			.isEqualTo("Basic " + base64("app.key:~~~???>>>"))
			.contains("+");
	}

	@Test
	@Uts("rest/unit/RSC18/token-auth-over-non-tls-0")
	void aTokenMayBeUsedWithoutTls() {
		AblyRest ably = this.fixture.client(ClientOptions.builder().token("explicit-token").tls(false));
		this.fixture.await(ably.channels().get("test").status());
		assertThat(this.http.request(0).header("Authorization")).isEqualTo("Bearer explicit-token");
		assertThat(this.http.request(0).url()).hasScheme("http");
	}

	@Test
	void aTextWithAColonIsAKeyAndAnyOtherAToken() {
		assertThat(ClientOptions.of("appId.keyId:keySecret").key()).isEqualTo("appId.keyId:keySecret");
		assertThat(ClientOptions.of("appId.keyId:keySecret").token()).isNull();
		assertThat(ClientOptions.of("header.payload.signature").token()).isEqualTo("header.payload.signature");
		assertThat(ClientOptions.of("header.payload.signature").key()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "appId", "appId.keyId", "appId:secret", "appId.keyId:", ".keyId:secret",
			"appId.:secret", "appId.keyId:se cret" })
	void aMalformedKeyIsRefusedWithAWordOnItsForm(String key) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> ClientOptions.builder().key(key))
			.withMessageContainingAll("'key'", "appId.keyId:secret", "dashboard");
	}

	private String authorizationWith(ClientOptionsBuilder options) {
		this.fixture.await(this.fixture.client(options).request("GET", "/channels/test"));
		return this.http.lastRequest().header("Authorization");
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
