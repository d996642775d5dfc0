package io.github.ablyspring.boot.autoconfigure.token;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.token.AblyTokenAuthorizer;
import io.github.ablyspring.boot.token.AblyTokenRateLimiter;
import io.github.ablyspring.boot.token.AblyTokenReactiveHandler;
import io.github.ablyspring.boot.token.AblyTokenService;
import io.github.ablyspring.boot.token.AblyTokenServletHandler;
import io.github.ablyspring.boot.token.ConfiguredTokenAuthorizer;
import io.github.ablyspring.boot.token.InMemoryTokenRateLimiter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@link AutoConfiguration Auto-configuration} for an endpoint that gives tokens to the
 * browsers and devices of the application's users.
 */
@AutoConfiguration(after = AblyAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("ably.token-endpoint.enabled")
@EnableConfigurationProperties(AblyTokenEndpointProperties.class)
public final class AblyTokenEndpointAutoConfiguration {

	private static final String CLIENT = "ably.token-endpoint.client";

	AblyTokenEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(AblyTokenAuthorizer.class)
	ConfiguredTokenAuthorizer ablyTokenAuthorizer(AblyTokenEndpointProperties properties) {
		if (properties.capability().isEmpty() && properties.anonymousCapability().isEmpty()) {
			throw new TokensUnauthorizedException();
		}
		try {
			return new ConfiguredTokenAuthorizer(properties.capability(), properties.anonymousCapability());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("ably.token-endpoint.anonymous-capability",
					properties.anonymousCapability(), ex.getMessage() + ".");
		}
	}

	@Bean
	@ConditionalOnMissingBean
	AblyTokenService ablyTokenService(AblyTokenEndpointProperties properties, AblyClients clients,
			AblyTokenAuthorizer authorizer, ObjectProvider<AblyTokenRateLimiter> limiter) {
		String key = key(clients, properties.client());
		if (properties.ttl().isNegative() || properties.ttl().isZero()) {
			throw new InvalidConfigurationPropertyValueException("ably.token-endpoint.ttl", properties.ttl(),
					"A token is valid for longer than zero.");
		}
		return new AblyTokenService(clients.rest(properties.client()).auth(), key, authorizer,
				limiter(properties.rateLimit(), limiter.getIfUnique()), properties.format(), properties.ttl());
	}

	private static String key(AblyClients clients, String client) {
		String key;
		try {
			key = clients.options(client).key();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(CLIENT, client, ex.getMessage() + ".");
		}
		if (key == null) {
			throw new InvalidConfigurationPropertyValueException(CLIENT, client,
					"The endpoint for tokens needs a client with an API key (ably.key) to sign them with.");
		}
		return key;
	}

	private static @Nullable AblyTokenRateLimiter limiter(AblyTokenEndpointProperties.RateLimit properties,
			@Nullable AblyTokenRateLimiter own) {
		if (own != null || !properties.enabled()) {
			return own;
		}
		try {
			return new InMemoryTokenRateLimiter(properties.limit(), properties.period());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("ably.token-endpoint.rate-limit",
					properties.limit() + " per " + properties.period(), ex.getMessage() + ".");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(RouterFunction.class)
	static class Servlet {

		@Bean
		@ConditionalOnMissingBean(name = "ablyTokenRoutes")
		RouterFunction<ServerResponse> ablyTokenRoutes(AblyTokenEndpointProperties properties,
				AblyTokenService service) {
			AblyTokenServletHandler handler = new AblyTokenServletHandler(service);
			return RouterFunctions.route().GET(properties.path(), handler).POST(properties.path(), handler).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(org.springframework.web.reactive.function.server.RouterFunction.class)
	static class Reactive {

		@Bean
		@ConditionalOnMissingBean(name = "ablyTokenRoutes")
		org.springframework.web.reactive.function.server.RouterFunction<?> ablyTokenRoutes(
				AblyTokenEndpointProperties properties, AblyTokenService service) {
			AblyTokenReactiveHandler handler = new AblyTokenReactiveHandler(service);
			return org.springframework.web.reactive.function.server.RouterFunctions.route()
				.GET(properties.path(), handler)
				.POST(properties.path(), handler)
				.build();
		}

	}

}
