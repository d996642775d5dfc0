package io.github.ablyspring.boot.autoconfigure.resilience;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.ScriptedTransport;
import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.transport.HttpTransport;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerMetricsAutoConfiguration;
import io.github.resilience4j.springboot.circuitbreaker.monitoring.endpoint.CircuitBreakerEndpoint;
import io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guards of an application that uses Resilience4j itself, by its own starter: they are
 * configured, shown and metered like all the others.
 */
class Resilience4jSpringBootTests {

	private final ScriptedTransport service = new ScriptedTransport();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyResilienceAutoConfiguration.class,
				CircuitBreakerAutoConfiguration.class, CircuitBreakerMetricsAutoConfiguration.class,
				RetryAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
				EndpointAutoConfiguration.class))
		.withBean(HttpTransport.class, () -> this.service)
		.withPropertyValues("ably.key=app.key:secret", "ably.use-binary-protocol=false", "ably.http-max-retry-count=0",
				"ably.resilience.retry.enabled=true", "management.endpoints.web.exposure.include=*");

	@Test
	void theCircuitBreakerIsOneOfTheApplications() {
		this.contextRunner
			.withPropertyValues("resilience4j.circuitbreaker.instances.ably.slidingWindowSize=7",
					"resilience4j.retry.instances.ably.maxAttempts=1")
			.run((context) -> {
				CircuitBreaker breaker = context.getBean(CircuitBreakerRegistry.class).find("ably").orElseThrow();
				assertThat(breaker.getCircuitBreakerConfig().getSlidingWindowSize()).isEqualTo(7);
				assertThat(context.getBean(RetryRegistry.class).retry("ably").getRetryConfig().getMaxAttempts())
					.isOne();
				this.service.always(500);
				assertThat(context.getBean(AblyRest.class).time()).failsWithin(30, TimeUnit.SECONDS);
				assertThat(this.service.requests()).hasSize(1);
				assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isOne();
				assertThat(context.getBean(MeterRegistry.class)
					.get("resilience4j.circuitbreaker.failure.rate")
					.tag("name", "ably")
					.gauge()).isNotNull();
				assertThat(context.getBean(CircuitBreakerEndpoint.class).getAllCircuitBreakers().getCircuitBreakers())
					.containsKey("ably");
			});
	}

}
