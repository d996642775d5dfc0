package io.github.ablyspring.boot.autoconfigure.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenRequest;
import io.github.ablyspring.auth.TokenString;
import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.token.AblyTokenAuthorizer;
import io.github.ablyspring.boot.token.AblyTokenDemand;
import io.github.ablyspring.boot.token.AblyTokenGrant;
import io.github.ablyspring.boot.token.AblyTokenService;
import io.github.ablyspring.boot.token.AblyTokenServletHandler;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.message.Capability;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.MockMvcWebTestClient;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint for tokens in both kinds of web application, with and without Spring
 * Security.
 */
class AblyTokenEndpointTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String[] ON = { "ably.token-endpoint.enabled=true" };

	private static final String[] CAPABILITY = { "ably.token-endpoint.capability.[user-{clientId}]=subscribe,publish" };

	private static final AutoConfigurations AUTO = AutoConfigurations.of(AblyAutoConfiguration.class,
			AblyEmulatorAutoConfiguration.class, AblyTokenEndpointAutoConfiguration.class);

	private final WebApplicationContextRunner mvc = new WebApplicationContextRunner().withConfiguration(AUTO)
		.withUserConfiguration(Mvc.class);

	private final ReactiveWebApplicationContextRunner webFlux = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO)
		.withUserConfiguration(WebFlux.class);

	enum Kind {

		MVC, WEB_FLUX

	}

	@ParameterizedTest
	@EnumSource
	void aUserGetsATokenRequestThatLetsThemIn(Kind kind) {
		run(kind, true, CAPABILITY, (context, client) -> {
			String json = client.get()
				.uri("/ably/token?clientId=somebody-else")
				.headers((headers) -> headers.setBasicAuth("ann", "secret"))
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
				.expectHeader()
				.value("Cache-Control", (value) -> assertThat(value).contains("no-store"))
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			TokenRequest request = TokenRequest.fromJson(json);
			assertThat(request.clientId()).isEqualTo("ann");
			assertThat(request.ttl()).isEqualTo(Duration.ofHours(1));
			assertLetsIn(context, request, "ann");
		});
	}

	@ParameterizedTest
	@EnumSource
	void aUserGetsAJwtThatLetsThemIn(Kind kind) {
		String[] properties = { CAPABILITY[0], "ably.token-endpoint.format=jwt", "ably.token-endpoint.ttl=5m",
				"ably.token-endpoint.path=/api/ably" };
		run(kind, true, properties, (context, client) -> {
			String jwt = client.post()
				.uri("/api/ably")
				.headers((headers) -> headers.setBasicAuth("ann", "secret"))
				.contentType(MediaType.APPLICATION_FORM_URLENCODED)
				.bodyValue("rnd=1")
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.contentTypeCompatibleWith(MediaType.parseMediaType("application/jwt"))
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			String claims = new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8);
			assertThat(claims).contains("\"x-ably-clientId\":\"ann\"");
			assertLetsIn(context, new TokenString(jwt), "ann");
		});
	}

	@ParameterizedTest
	@EnumSource
	void nobodyGetsNothing(Kind kind) {
		run(kind, true, CAPABILITY, (context, client) -> {
			client.get()
				.uri("/ably/token")
				.exchange()
				.expectStatus()
				.isUnauthorized()
				.expectBody(String.class)
				.value((body) -> assertThat(body).contains("40100").contains("authenticated"));
		});
	}

	@ParameterizedTest
	@EnumSource
	void nobodyGetsWhatIsConfiguredForThem(Kind kind) {
		run(kind, true, new String[] { "ably.token-endpoint.anonymous-capability.news=subscribe" },
				(context, client) -> {
					String json = client.get()
						.uri("/ably/token")
						.exchange()
						.expectStatus()
						.isOk()
						.expectBody(String.class)
						.returnResult()
						.getResponseBody();
					TokenRequest request = TokenRequest.fromJson(json);
					assertThat(request.clientId()).isNull();
					assertThat(request.capability()).isEqualTo("{\"news\":[\"subscribe\"]}");
					client.get()
						.uri("/ably/token")
						.headers((headers) -> headers.setBasicAuth("ann", "secret"))
						.exchange()
						.expectStatus()
						.isForbidden();
				});
	}

	@ParameterizedTest
	@EnumSource
	void aBeanDecides(Kind kind) {
		AblyTokenAuthorizer authorizer = (request) -> "bob".equals(request.name()) ? null
				: new AblyTokenGrant("client-" + request.name(),
						Capability.builder()
							.allow("team-" + request.parameters().get("team"), Capability.Operation.SUBSCRIBE)
							.build(),
						Duration.ofMinutes(2));
		run(kind, true, new String[0], authorizer, (context, client) -> {
			String json = client.get()
				.uri("/ably/token?team=red")
				.headers((headers) -> headers.setBasicAuth("ann", "secret"))
				.exchange()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			TokenRequest request = TokenRequest.fromJson(json);
			assertThat(request.clientId()).isEqualTo("client-ann");
			assertThat(request.capability()).isEqualTo("{\"team-red\":[\"subscribe\"]}");
			assertThat(request.ttl()).isEqualTo(Duration.ofMinutes(2));
			client.get()
				.uri("/ably/token")
				.headers((headers) -> headers.setBasicAuth("bob", "secret"))
				.exchange()
				.expectStatus()
				.isForbidden();
		});
	}

	@ParameterizedTest
	@EnumSource
	void whoAsksTooOftenWaits(Kind kind) {
		String[] properties = { CAPABILITY[0], "ably.token-endpoint.rate-limit.enabled=true",
				"ably.token-endpoint.rate-limit.limit=2", "ably.token-endpoint.rate-limit.period=1h" };
		run(kind, true, properties, (context, client) -> {
			for (int i = 0; i < 2; i++) {
				ask(client, "ann").expectStatus().isOk();
			}
			ask(client, "ann").expectStatus().isEqualTo(429).expectHeader().exists("Retry-After");
			ask(client, "bob").expectStatus().isOk();
		});
	}

	@ParameterizedTest
	@EnumSource
	void worksWithoutSpringSecurity(Kind kind) {
		run(kind, false, CAPABILITY, (context, client) -> {
			client.get().uri("/ably/token").exchange().expectStatus().isUnauthorized();
		});
	}

	@Nested
	class Conditions {

		@Test
		void itIsOffUnlessItIsSwitchedOn() {
			AblyTokenEndpointTests.this.mvc.withPropertyValues(CAPABILITY)
				.run((context) -> assertThat(context).doesNotHaveBean(AblyTokenService.class));
		}

		@Test
		void itNeedsAWebApplication() {
			new ApplicationContextRunner().withConfiguration(AUTO)
				.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AblyTokenService.class));
		}

		@Test
		void somethingHasToSayWhatTokensPermit() {
			AblyTokenEndpointTests.this.mvc.withPropertyValues(ON).run((context) -> {
				assertThat(context).hasFailed();
				assertThat(new TokensUnauthorizedFailureAnalyzer().analyze(context.getStartupFailure()).getAction())
					.contains("AblyTokenAuthorizer", "anonymous-capability");
			});
		}

		@Test
		void aProxyMayHideWhereARequestComesFrom() {
			// such a host is not looked up
			MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ably/token");
			request.setRemoteAddr("[hidden]");
			request.setRemoteHost("[hidden]");
			AblyTokenEndpointTests.this.mvc.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.run((context) -> assertThat(new AblyTokenServletHandler(context.getBean(AblyTokenService.class))
					.handle(org.springframework.web.servlet.function.ServerRequest.create(request, List.of())))
					.isNotNull());
		}

		@ParameterizedTest
		@CsvSource({ "ably.token-endpoint.ttl, 0s", "ably.token-endpoint.client, nobody",
				"ably.token-endpoint.anonymous-capability.[user-{clientId}], subscribe" })
		void whatCannotBeIsToldWithItsProperty(String property, String value) {
			AblyTokenEndpointTests.this.mvc.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.withPropertyValues(property + "=" + value)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
							(invalid) -> assertThat(property).startsWith(invalid.getName())));
		}

		@Test
		void aRateLimitThatIsNoneIsTold() {
			AblyTokenEndpointTests.this.mvc.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.withPropertyValues("ably.token-endpoint.rate-limit.enabled=true",
						"ably.token-endpoint.rate-limit.limit=0")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining("ably.token-endpoint.rate-limit"));
		}

		@Test
		void aKeyHasToSign() {
			AblyTokenEndpointTests.this.mvc.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.withPropertyValues("ably.token=abc")
				.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("API key"));
		}

		@Test
		void aNamedClientCanSign() {
			AblyTokenEndpointTests.this.mvc.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.withPropertyValues("ably.token-endpoint.client=public", "ably.key=app.private:secret",
						"ably.clients.public.key=app.public:secret")
				.run((context) -> {
					AblyTokenDemand demand = new AblyTokenDemand(() -> "ann", null, Map.of());
					String body = context.getBean(AblyTokenService.class).answer(demand).get().body();
					assertThat(TokenRequest.fromJson(body).keyName()).isEqualTo("app.public");
				});
		}

		@Test
		void theOtherKindOfWebApplicationNeedNotBeThere() {
			AblyTokenEndpointTests.this.mvc.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive"))
				.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.run((context) -> assertThat(context).hasBean("ablyTokenRoutes"));
			AblyTokenEndpointTests.this.webFlux
				.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
				.withPropertyValues(ON)
				.withPropertyValues(CAPABILITY)
				.run((context) -> assertThat(context).hasBean("ablyTokenRoutes"));
		}

	}

	private static WebTestClient.ResponseSpec ask(WebTestClient client, String user) {
		return client.get().uri("/ably/token").headers((headers) -> headers.setBasicAuth(user, "secret")).exchange();
	}

	private static void assertLetsIn(ApplicationContext context, AuthToken token, String clientId) {
		AblyEmulator emulator = context.getBean(AblyEmulator.class);
		try (AblyRealtime user = AblyRealtime.create(ClientOptions.builder()
			.authCallback((params) -> CompletableFuture.completedFuture(token))
			.endpoint(emulator.host())
			.port(emulator.port())
			.tls(false)
			.build())) {
			assertThat(user.channels().get("user-" + clientId).publish("hello", "me")).succeedsWithin(30,
					TimeUnit.SECONDS);
			assertThat(user.auth().clientId()).isEqualTo(clientId);
			assertThat(user.channels().get("user-somebody").publish("hello", "you")).failsWithin(30, TimeUnit.SECONDS);
		}
	}

	private void run(Kind kind, boolean secured, String[] properties, Assertion test) {
		run(kind, secured, properties, null, test);
	}

	private void run(Kind kind, boolean secured, String[] properties, AblyTokenAuthorizer authorizer, Assertion test) {
		if (kind == Kind.MVC) {
			WebApplicationContextRunner runner = this.mvc.withPropertyValues(ON).withPropertyValues(properties);
			runner = secured ? runner.withUserConfiguration(MvcSecurity.class) : runner;
			runner = (authorizer != null) ? runner.withBean(AblyTokenAuthorizer.class, () -> authorizer) : runner;
			runner.run((context) -> test.run(context, client(context, secured)));
		}
		else {
			ReactiveWebApplicationContextRunner runner = this.webFlux.withPropertyValues(ON)
				.withPropertyValues(properties);
			runner = secured ? runner.withUserConfiguration(WebFluxSecurity.class) : runner;
			runner = (authorizer != null) ? runner.withBean(AblyTokenAuthorizer.class, () -> authorizer) : runner;
			runner.run((context) -> test.run(context,
					WebTestClient.bindToApplicationContext(context)
						.configureClient()
						.responseTimeout(PATIENCE)
						.build()));
		}
	}

	private static WebTestClient client(WebApplicationContext context, boolean secured) {
		DefaultMockMvcBuilder mockMvc = MockMvcBuilders.webAppContextSetup(context);
		if (secured) {
			mockMvc.addFilters((jakarta.servlet.Filter) context.getBean("springSecurityFilterChain"));
		}
		return MockMvcWebTestClient.bindTo(mockMvc.build()).responseTimeout(PATIENCE).build();
	}

	interface Assertion {

		void run(ApplicationContext context, WebTestClient client) throws Exception;

	}

	static UserDetails[] users() {
		return List.of("ann", "bob")
			.stream()
			.map((name) -> User.withUsername(name).password("{noop}secret").roles("USER").build())
			.toArray(UserDetails[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Mvc {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class WebFlux {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class MvcSecurity {

		@Bean
		SecurityFilterChain security(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager userDetailsManager() {
			return new InMemoryUserDetailsManager(users());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class WebFluxSecurity {

		@Bean
		SecurityWebFilterChain security(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.httpBasic(Customizer.withDefaults())
				.anonymous(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		MapReactiveUserDetailsService userDetailsManager() {
			return new MapReactiveUserDetailsService(users());
		}

	}

}
