package io.github.ablyspring.client;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.AuthMethod;
import io.github.ablyspring.auth.AuthOptions;
import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The options of a client, as values.
 */
class ClientOptionsTests {

	@Test
	@Uts("rest/unit/TO3/client-options-attributes-0")
	void theDefaultsAreThoseOfTheSpecification() {
		ClientOptions options = ClientOptions.builder().build();
		assertThat(options.authMethod()).isEqualTo(AuthMethod.GET);
		assertThat(options.authHeaders()).isEmpty();
		assertThat(options.authParams()).isEmpty();
		assertThat(options.tls()).isTrue();
		assertThat(options.httpOpenTimeout()).isEqualTo(Duration.ofSeconds(4));
		assertThat(options.httpRequestTimeout()).isEqualTo(Duration.ofMillis(10000));
		assertThat(options.httpMaxRetryCount()).isEqualTo(3);
		assertThat(options.httpMaxRetryDuration()).isEqualTo(Duration.ofMillis(15000));
		assertThat(options.fallbackRetryTimeout()).isEqualTo(Duration.ofMillis(600000));
		assertThat(options.useBinaryProtocol()).isTrue();
		assertThat(options.idempotentRestPublishing()).isTrue();
		assertThat(options.addRequestIds()).isFalse();
		assertThat(options.queryTime()).isFalse();
		assertThat(options.maxMessageSize()).isEqualTo(65536);
		assertThat(options.maxFrameSize()).isEqualTo(524288);
		assertThat(options.fallbackHosts()).hasSize(5);
		assertThat(options.defaultTokenParams()).isEqualTo(TokenParams.none());
		assertThat(Stream.of(options.key(), options.token(), options.tokenDetails(), options.authUrl(),
				options.clientId(), options.endpoint()))
			.containsOnlyNulls();

		ClientOptions set = ClientOptions.builder()
			.key(RestFixture.KEY)
			.clientId("my-client")
			.endpoint("test")
			.tls(false)
			.httpRequestTimeout(Duration.ofMillis(30000))
			.useBinaryProtocol(false)
			.idempotentRestPublishing(false)
			.addRequestIds(true)
			.build();
		assertThat(set.key()).isEqualTo("appId.keyId:keySecret");
		assertThat(set.clientId()).isEqualTo("my-client");
		assertThat(set.endpoint()).isEqualTo("test");
		assertThat(set.tls()).isFalse();
		assertThat(set.httpRequestTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(set.useBinaryProtocol()).isFalse();
		assertThat(set.idempotentRestPublishing()).isFalse();
		assertThat(set.addRequestIds()).isTrue();
	}

	@Test
	@SuppressWarnings("deprecation")
	@Uts("rest/unit/TO3/client-options-custom-hosts-1")
	void hostsCanBeSet() {
		ClientOptions options = RestFixture.options()
			.restHost("custom.ably.example.com")
			.fallbackHosts(List.of("fallback1.example.com", "fallback2.example.com"))
			.build();
		assertThat(options.restHost()).isEqualTo("custom.ably.example.com");
		assertThat(options.fallbackHosts()).containsExactly("fallback1.example.com", "fallback2.example.com");
	}

	@Test
	@Uts("rest/unit/TO3/client-options-auth-url-2")
	void theAuthUrlCanBeSet() {
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
	void theParametersOfTokensCanBeSet() {
		TokenParams params = RestFixture.options()
			.defaultTokenParams(TokenParams.builder()
				.ttl(Duration.ofMillis(7200000))
				.clientId("default-client")
				.capability("{\"*\":[\"subscribe\"]}")
				.build())
			.build()
			.defaultTokenParams();
		assertThat(params.ttl()).isEqualTo(Duration.ofHours(2));
		assertThat(params.clientId()).isEqualTo("default-client");
		assertThat(params.capability()).isEqualTo("{\"*\":[\"subscribe\"]}");
	}

	@Test
	@Uts("rest/unit/AO2/auth-options-attributes-0")
	void authOptionsHaveAllAttributes() {
		AuthCallback callback = (params) -> CompletableFuture.completedFuture(AuthToken.of("token"));
		AuthOptions options = AuthOptions.builder()
			.key(RestFixture.KEY)
			.tokenDetails(TokenDetails.of("token"))
			.authCallback(callback)
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
		assertThat(options.key()).isEqualTo(RestFixture.KEY);
		assertThat(options.token()).isEqualTo("token");
		assertThat(options.tokenDetails()).isEqualTo(TokenDetails.of("token"));
		assertThat(options.authCallback()).isSameAs(callback);
	}

	@Test
	@Uts("rest/unit/AO/auth-options-with-callback-0")
	void authOptionsHoldACallback() {
		boolean[] called = new boolean[1];
		AuthOptions options = AuthOptions.builder().authCallback((params) -> {
			called[0] = true;
			return CompletableFuture.completedFuture(
					TokenDetails.builder("callback-token").expires(Instant.now().plusSeconds(3600)).build());
		}).build();
		AuthToken token = options.authCallback().token(TokenParams.none()).toCompletableFuture().join();
		assertThat(called[0]).isTrue();
		assertThat(((TokenDetails) token).token()).isEqualTo("callback-token");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "test", "custom-env" })
	@Uts("rest/unit/TO/endpoint-affects-host-0")
	void theEndpointDecidesOnTheHost(@Nullable String endpoint) {
		ClientOptions options = RestFixture.options().endpoint(endpoint).build();
		assertThat(options.endpoint()).isEqualTo(endpoint);
		assertThat(options.hosts().primary())
			.isEqualTo(((endpoint != null) ? endpoint : "main") + ".realtime.ably.net");
	}

	@Test
	@SuppressWarnings("deprecation")
	@Uts("rest/unit/TO/conflicting-options-validation-1")
	void optionsThatConflictAreRefused() {
		RestFixture fixture = new RestFixture();
		AuthCallback callback = (params) -> CompletableFuture.completedFuture(AuthToken.of("token"));
		assertThat(fixture.client(RestFixture.options().authCallback(callback))).isNotNull();
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> RestFixture.options().restHost("custom.host.com").endpoint("test").build())
			.withMessageContaining("restHost")
			.withMessageContaining("endpoint");
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> fixture.client(ClientOptions.builder()))
			.withMessageContaining("'key'")
			.withMessageContaining("'token'");
	}

	@ParameterizedTest
	@MethodSource("refused")
	void whatIsNotAllowedIsRefusedByName(String option, UnaryOperator<ClientOptionsBuilder> setting) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> setting.apply(ClientOptions.builder()).build())
			.withMessageContaining("Option '" + option + "'")
			.withMessageMatching("(?s).*(must|has the form).*");
	}

	@SuppressWarnings("deprecation")
	static Stream<Arguments> refused() {
		return Stream.of(refused("httpOpenTimeout", (o) -> o.httpOpenTimeout(Duration.ZERO)),
				refused("httpRequestTimeout", (o) -> o.httpRequestTimeout(Duration.ofSeconds(-1))),
				refused("httpMaxRetryCount", (o) -> o.httpMaxRetryCount(-1)),
				refused("httpMaxRetryDuration", (o) -> o.httpMaxRetryDuration(Duration.ofSeconds(-1))),
				refused("fallbackRetryTimeout", (o) -> o.fallbackRetryTimeout(Duration.ofSeconds(-1))),
				refused("maxMessageSize", (o) -> o.maxMessageSize(0)),
				refused("maxFrameSize", (o) -> o.maxFrameSize(0)), refused("port", (o) -> o.port(0)),
				refused("tlsPort", (o) -> o.tlsPort(65536)),
				refused("connectivityCheckUrl", (o) -> o.connectivityCheckUrl("ftp://example.com")),
				refused("fallbackHosts", (o) -> o.fallbackHosts(List.of("https://example.com"))),
				refused("agents", (o) -> o.agents(Map.of("two words", "1"))),
				refused("disconnectedRetryTimeout", (o) -> o.disconnectedRetryTimeout(Duration.ZERO)),
				refused("suspendedRetryTimeout", (o) -> o.suspendedRetryTimeout(Duration.ZERO)),
				refused("channelRetryTimeout", (o) -> o.channelRetryTimeout(Duration.ZERO)),
				refused("realtimeRequestTimeout", (o) -> o.realtimeRequestTimeout(Duration.ZERO)),
				refused("publishTimeout", (o) -> o.publishTimeout(Duration.ZERO)),
				refused("maxPendingPublishes", (o) -> o.maxPendingPublishes(0)),
				refused("connectionStateTtl", (o) -> o.connectionStateTtl(Duration.ZERO)),
				refused("endpoint", (o) -> o.endpoint("https://example.com")),
				refused("restHost", (o) -> o.restHost("example.com/path")),
				refused("realtimeHost", (o) -> o.realtimeHost("wss://example.com")),
				refused("environment", (o) -> o.environment("not a policy")),
				refused("clientId", (o) -> o.clientId("")), refused("authUrl", (o) -> o.authUrl("ftp://example.com")),
				refused("authUrl", (o) -> o.authUrl("/token")), refused("token", (o) -> o.token(" ")),
				refused("key", (o) -> o.key("secret")), refused("clientId", (o) -> o.clientId("*")));
	}

	@TestFactory
	Stream<DynamicTest> nullIsTakenForTheDefaultOrRefusedByName() {
		return Arrays.stream(ClientOptionsBuilder.class.getMethods())
			.filter((method) -> method.getParameterCount() == 1 && !method.getParameterTypes()[0].isPrimitive()
					&& method.getDeclaringClass().getPackage() == ClientOptionsBuilder.class.getPackage()
					&& !method.isBridge())
			.map((option) -> DynamicTest.dynamicTest(option.getName(), () -> {
				try {
					assertThat(((ClientOptionsBuilder) option.invoke(ClientOptions.builder(), (Object) null)).build())
						.isNotNull();
				}
				catch (InvocationTargetException ex) {
					assertThat(ex.getCause()).isInstanceOf(AblyException.class)
						.hasMessageContaining("Option '" + option.getName() + "' must not be null");
				}
			}));
	}

	@Test
	void nullIsRefusedAmongTheElementsOfAnOption() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> ClientOptions.builder().fallbackHosts(Arrays.asList("a.example.com", null)))
			.withMessageContaining("Option 'fallbackHosts' must not have null");
	}

	private static Arguments refused(String option, UnaryOperator<ClientOptionsBuilder> setting) {
		return Arguments.of(option, setting);
	}

	@Test
	void optionsDoNotChangeWithTheirBuilder() {
		ClientOptionsBuilder builder = RestFixture.options().clientId("one");
		ClientOptions one = builder.build();
		ClientOptions two = builder.clientId("two").build();
		assertThat(one.clientId()).isEqualTo("one");
		assertThat(two.clientId()).isEqualTo("two");
		assertThat(one.toBuilder().tls(false).build().clientId()).isEqualTo("one");
		assertThat(one.tls()).isTrue();
	}

	@Test
	void noSecretIsInTheTextOfOptions() {
		assertThat(RestFixture.options().token("the-token").build().toString()).contains("appId.keyId")
			.doesNotContain("keySecret", "the-token");
	}

}
