package io.github.ablyspring.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.AuthMethod;
import io.github.ablyspring.auth.AuthOptions;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientOptionsTests {

	@Test
	@Uts("rest/unit/TO3/client-options-attributes-0")
	void optionsHaveDefaultsAndKeepWhatIsSet() {
		ClientOptions defaults = ClientOptions.builder().build();
		assertThat(defaults.authMethod()).isEqualTo(AuthMethod.GET);
		assertThat(defaults.tls()).isTrue();
		assertThat(defaults.httpRequestTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(defaults.httpMaxRetryCount()).isEqualTo(3);
		assertThat(defaults.httpMaxRetryDuration()).isEqualTo(Duration.ofSeconds(15));
		assertThat(defaults.fallbackRetryTimeout()).isEqualTo(Duration.ofMinutes(10));
		assertThat(defaults.useBinaryProtocol()).isTrue();
		assertThat(defaults.idempotentRestPublishing()).isTrue();
		assertThat(defaults.addRequestIds()).isFalse();
		assertThat(defaults.queryTime()).isFalse();
		assertThat(defaults.maxMessageSize()).isEqualTo(65536);
		assertThat(defaults.authHeaders()).isEmpty();
		assertThat(defaults.authParams()).isEmpty();
		assertThat(defaults.clientId()).isNull();
		ClientOptions options = RestFixture.options()
			.clientId("my-client")
			.endpoint("test")
			.tls(false)
			.httpRequestTimeout(Duration.ofSeconds(30))
			.useBinaryProtocol(false)
			.idempotentRestPublishing(false)
			.addRequestIds(true)
			.build();
		assertThat(options.key()).isEqualTo(RestFixture.KEY);
		assertThat(options.clientId()).isEqualTo("my-client");
		assertThat(options.endpoint()).isEqualTo("test");
		assertThat(options.tls()).isFalse();
		assertThat(options.httpRequestTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(options.useBinaryProtocol()).isFalse();
		assertThat(options.idempotentRestPublishing()).isFalse();
		assertThat(options.addRequestIds()).isTrue();
	}

	@Test
	@SuppressWarnings("deprecation")
	@Uts("rest/unit/TO3/client-options-custom-hosts-1")
	void optionsKeepTheHosts() {
		ClientOptions options = RestFixture.options()
			.restHost("custom.ably.example.com")
			.fallbackHosts(List.of("fallback1.example.com", "fallback2.example.com"))
			.build();
		assertThat(options.restHost()).isEqualTo("custom.ably.example.com");
		assertThat(options.fallbackHosts()).containsExactly("fallback1.example.com", "fallback2.example.com");
	}

	@Test
	@Uts("rest/unit/TO3/client-options-auth-url-2")
	void optionsKeepTheAuthUrl() {
		ClientOptions options = ClientOptions.builder()
			.authUrl("https://auth.example.com/token")
			.authMethod(AuthMethod.POST)
			.authHeaders(Map.of("X-API-Key", "secret"))
			.authParams(Map.of("scope", "full"))
			.build();
		assertThat(options.authUrl()).isEqualTo("https://auth.example.com/token");
		assertThat(options.authMethod()).isEqualTo(AuthMethod.POST);
		assertThat(options.authHeaders()).containsEntry("X-API-Key", "secret");
		assertThat(options.authParams()).containsEntry("scope", "full");
	}

	@Test
	@Uts("rest/unit/TO3/client-options-default-token-params-3")
	void optionsKeepTheTokenParams() {
		ClientOptions options = RestFixture.options()
			.defaultTokenParams(TokenParams.builder()
				.ttl(Duration.ofHours(2))
				.clientId("default-client")
				.capability("{\"*\":[\"subscribe\"]}")
				.build())
			.build();
		assertThat(options.defaultTokenParams().ttl()).isEqualTo(Duration.ofMillis(7200000));
		assertThat(options.defaultTokenParams().clientId()).isEqualTo("default-client");
		assertThat(options.defaultTokenParams().capability()).isEqualTo("{\"*\":[\"subscribe\"]}");
	}

	@Test
	@Uts("rest/unit/AO2/auth-options-attributes-0")
	void authOptionsKeepWhatIsSet() {
		AuthOptions options = AuthOptions.builder()
			.authUrl("https://auth.example.com/token")
			.authMethod(AuthMethod.POST)
			.authHeaders(Map.of("Authorization", "Bearer api-key"))
			.authParams(Map.of("user", "test"))
			.queryTime(true)
			.build();
		assertThat(options.authUrl()).isEqualTo("https://auth.example.com/token");
		assertThat(options.authMethod()).isEqualTo(AuthMethod.POST);
		assertThat(options.authHeaders()).containsEntry("Authorization", "Bearer api-key");
		assertThat(options.authParams()).containsEntry("user", "test");
		assertThat(options.queryTime()).isTrue();
	}

	@Test
	@Uts("rest/unit/AO/auth-options-with-callback-0")
	void authOptionsKeepACallback() {
		AuthOptions options = AuthOptions.builder()
			.authCallback((params) -> CompletableFuture.completedFuture(TokenDetails.of("callback-token")))
			.build();
		AuthCallback callback = options.authCallback();
		assertThat(callback).isNotNull();
		assertThat(callback.token(TokenParams.none()).toCompletableFuture())
			.isCompletedWithValueMatching((token) -> token.equals(TokenDetails.of("callback-token")));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "test", "custom-env" })
	@Uts("rest/unit/TO/endpoint-affects-host-0")
	void optionsKeepTheEndpoint(@Nullable String endpoint) {
		assertThat(RestFixture.options().endpoint(endpoint).build().endpoint()).isEqualTo(endpoint);
	}

	@Test
	@SuppressWarnings("deprecation")
	@Uts("rest/unit/TO/conflicting-options-validation-1")
	void optionsThatContradictEachOtherAreRefused() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> RestFixture.options().restHost("custom.host.com").endpoint("test").build())
			.withMessageContaining("restHost")
			.withMessageContaining("endpoint");
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> new RestFixture().client(ClientOptions.builder()))
			.withMessageContaining("key")
			.withMessageContaining("token");
		try (AblyRest both = new RestFixture().client(RestFixture.options()
			.authCallback((params) -> CompletableFuture.completedFuture(TokenDetails.of("callback-token"))))) {
			assertThat(both.auth()).isNotNull();
		}
	}

}
