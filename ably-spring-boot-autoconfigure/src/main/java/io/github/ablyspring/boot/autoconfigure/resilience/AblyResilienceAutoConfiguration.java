package io.github.ablyspring.boot.autoconfigure.resilience;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.resilience.AblyResilienceCustomizer;
import io.github.ablyspring.boot.resilience.CircuitBreakerGuard;
import io.github.ablyspring.boot.resilience.RestGuard;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.Registry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for what guards REST requests. Uses the
 * registries of the application where it has them. The circuit breaker is the only one
 * that is on by default.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class,
		afterName = "io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration")
@ConditionalOnClass(Registry.class)
@Import(WantedGuards.class)
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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CircuitBreakerRegistry.class)
	@ConditionalOnBooleanProperty(name = "ably.resilience.circuit-breaker.enabled", matchIfMissing = true)
	@EnableConfigurationProperties(AblyResilienceProperties.CircuitBreaker.class)
	static class CircuitBreakerConfiguration {

		private static final ConfigurationPropertyName PROPERTIES = ConfigurationPropertyName
			.of("ably.resilience.circuit-breaker");

		@Bean
		@ConditionalOnMissingBean
		CircuitBreakerGuard ablyCircuitBreakerGuard(ObjectProvider<AblyResilienceProperties.CircuitBreaker> properties,
				ObjectProvider<CircuitBreakerRegistry> registry,
				ObjectProvider<AblyResilienceCustomizer<CircuitBreakerConfig.Builder>> customizers,
				ConfigurableListableBeanFactory beans, Environment environment) {
			return new CircuitBreakerGuard(() -> registry.getIfUnique(CircuitBreakerRegistry::ofDefaults),
					(client) -> OptionalGuards
						.customized(client, GuardConfigurations.of(properties.getObject()), customizers)
						.build(),
					isSeen(beans) || isConfigured(environment));
		}

		// in a registry of the application's own, where metrics and endpoints look
		private static boolean isSeen(ConfigurableListableBeanFactory beans) {
			return beans.getBeanNamesForType(CircuitBreakerRegistry.class, true, false).length > 0;
		}

		// a mistake is to show at the start
		private static boolean isConfigured(Environment environment) {
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
				if (source.containsDescendantOf(PROPERTIES) == ConfigurationPropertyState.PRESENT) {
					return true;
				}
			}
			return false;
		}

	}

}
