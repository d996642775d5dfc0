package io.github.ablyspring.boot.autoconfigure.resilience;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import io.github.ablyspring.boot.resilience.AblyResilienceCustomizer;
import io.github.ablyspring.boot.resilience.BulkheadGuard;
import io.github.ablyspring.boot.resilience.RateLimiterGuard;
import io.github.ablyspring.boot.resilience.RetryGuard;
import io.github.ablyspring.boot.resilience.TimeLimiterGuard;
import io.github.ablyspring.client.ClientResources;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The guards that are off by default. Not nested in the auto-configuration: those that
 * nobody wants are not even looked at, see {@link WantedGuards}.
 */
final class OptionalGuards {

	private OptionalGuards() {
	}

	static <B> B customized(String client, B builder, ObjectProvider<AblyResilienceCustomizer<B>> customizers) {
		customizers.orderedStream().forEach((customizer) -> customizer.customize(client, builder));
		return builder;
	}

	// The loops of the clients can wait, too: no thread of its own is needed for that.
	static Supplier<ScheduledExecutorService> scheduler(ObjectProvider<ClientResources> resources) {
		return () -> resources.getObject().eventLoops();
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
