package io.github.ablyspring.boot.autoconfigure.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.resilience.AblyResilienceCustomizer;
import io.github.ablyspring.boot.resilience.BulkheadGuard;
import io.github.ablyspring.boot.resilience.CircuitBreakerGuard;
import io.github.ablyspring.boot.resilience.RateLimiterGuard;
import io.github.ablyspring.boot.resilience.RestGuard;
import io.github.ablyspring.boot.resilience.RetryGuard;
import io.github.ablyspring.boot.resilience.TimeLimiterGuard;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.Registry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} for what guards REST requests. Uses the
 * registries of the application where it has them.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class,
		afterName = "io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration")
@ConditionalOnClass(Registry.class)
public final class AblyResilienceAutoConfiguration {

	AblyResilienceAutoConfiguration() {
	}

	@Bean
	AblyClientOptionsCustomizer ablyResilienceOptionsCustomizer(ObjectProvider<RestGuard> guards) {
		List<RestGuard> ordered = guards.orderedStream().toList();
		return (client, options) -> {
			List<RestInterceptor> interceptors = new ArrayList<>(options.build().restInterceptors());
			ordered.forEach((guard) -> interceptors.add(guard.forClient(client)));
			options.restInterceptors(interceptors);
		};
	}

	private static <B> B customized(String client, B builder, ObjectProvider<AblyResilienceCustomizer<B>> customizers) {
		customizers.orderedStream().forEach((customizer) -> customizer.customize(client, builder));
		return builder;
	}

	// The loops of the clients can wait, too: no thread of its own is needed for that.
	private static Supplier<ScheduledExecutorService> scheduler(ObjectProvider<ClientResources> resources) {
		return () -> resources.getObject().eventLoops();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CircuitBreakerRegistry.class)
	@ConditionalOnBooleanProperty(name = "ably.resilience.circuit-breaker.enabled", matchIfMissing = true)
	@EnableConfigurationProperties(AblyResilienceProperties.CircuitBreaker.class)
	static class CircuitBreakerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CircuitBreakerGuard ablyCircuitBreakerGuard(AblyResilienceProperties.CircuitBreaker properties,
				ObjectProvider<CircuitBreakerRegistry> registry,
				ObjectProvider<AblyResilienceCustomizer<CircuitBreakerConfig.Builder>> customizers) {
			return new CircuitBreakerGuard(registry.getIfUnique(CircuitBreakerRegistry::ofDefaults),
					(client) -> customized(client, GuardConfigurations.of(properties), customizers).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RetryRegistry.class)
	@ConditionalOnBooleanProperty("ably.resilience.retry.enabled")
	@EnableConfigurationProperties(AblyResilienceProperties.Retry.class)
	static class RetryConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RetryGuard ablyRetryGuard(AblyResilienceProperties.Retry properties, ObjectProvider<RetryRegistry> registry,
				ObjectProvider<AblyResilienceCustomizer<RetryConfig.Builder<Object>>> customizers,
				ObjectProvider<ClientResources> resources) {
			return new RetryGuard(registry.getIfUnique(RetryRegistry::ofDefaults),
					(client) -> customized(client, GuardConfigurations.of(properties), customizers).build(),
					scheduler(resources));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RateLimiterRegistry.class)
	@ConditionalOnBooleanProperty("ably.resilience.rate-limiter.enabled")
	@EnableConfigurationProperties(AblyResilienceProperties.RateLimiter.class)
	static class RateLimiterConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RateLimiterGuard ablyRateLimiterGuard(AblyResilienceProperties.RateLimiter properties,
				ObjectProvider<RateLimiterRegistry> registry,
				ObjectProvider<AblyResilienceCustomizer<RateLimiterConfig.Builder>> customizers,
				ObjectProvider<ClientResources> resources) {
			return new RateLimiterGuard(registry.getIfUnique(RateLimiterRegistry::ofDefaults),
					(client) -> customized(client, GuardConfigurations.of(properties), customizers).build(),
					scheduler(resources));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(BulkheadRegistry.class)
	@ConditionalOnBooleanProperty("ably.resilience.bulkhead.enabled")
	@EnableConfigurationProperties(AblyResilienceProperties.Bulkhead.class)
	static class BulkheadConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BulkheadGuard ablyBulkheadGuard(AblyResilienceProperties.Bulkhead properties,
				ObjectProvider<BulkheadRegistry> registry,
				ObjectProvider<AblyResilienceCustomizer<BulkheadConfig.Builder>> customizers) {
			return new BulkheadGuard(registry.getIfUnique(BulkheadRegistry::ofDefaults),
					(client) -> customized(client, GuardConfigurations.of(properties), customizers).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TimeLimiterRegistry.class)
	@ConditionalOnBooleanProperty("ably.resilience.time-limiter.enabled")
	@EnableConfigurationProperties(AblyResilienceProperties.TimeLimiter.class)
	static class TimeLimiterConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TimeLimiterGuard ablyTimeLimiterGuard(AblyResilienceProperties.TimeLimiter properties,
				ObjectProvider<TimeLimiterRegistry> registry,
				ObjectProvider<AblyResilienceCustomizer<TimeLimiterConfig.Builder>> customizers,
				ObjectProvider<ClientResources> resources) {
			return new TimeLimiterGuard(registry.getIfUnique(TimeLimiterRegistry::ofDefaults),
					(client) -> customized(client, GuardConfigurations.of(properties), customizers).build(),
					scheduler(resources));
		}

	}

}
