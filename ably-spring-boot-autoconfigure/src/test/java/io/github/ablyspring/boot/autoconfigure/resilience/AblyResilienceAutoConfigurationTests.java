package io.github.ablyspring.boot.autoconfigure.resilience;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.boot.ScriptedTransport;
import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.resilience.AblyResilienceCustomizer;
import io.github.ablyspring.boot.resilience.AblyRestErrorCodes;
import io.github.ablyspring.boot.resilience.BulkheadGuard;
import io.github.ablyspring.boot.resilience.CircuitBreakerGuard;
import io.github.ablyspring.boot.resilience.RateLimiterGuard;
import io.github.ablyspring.boot.resilience.RestGuard;
import io.github.ablyspring.boot.resilience.RetryGuard;
import io.github.ablyspring.boot.resilience.TimeLimiterGuard;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.Registry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link AblyResilienceAutoConfiguration}, with a REST service that does as the
 * test says.
 */
class AblyResilienceAutoConfigurationTests {

	private final ScriptedTransport service = new ScriptedTransport();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyResilienceAutoConfiguration.class))
		.withBean(HttpTransport.class, () -> this.service)
		.withPropertyValues("ably.key=app.key:secret", "ably.use-binary-protocol=false", "ably.http-max-retry-count=0");

	@Test
	void isListedForSpringBootToFind() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(AblyResilienceAutoConfiguration.class.getName());
	}

	@Test
	void onlyTheCircuitBreakerIsOnByDefault() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBeansOfType(RestGuard.class).values()).singleElement()
				.isInstanceOf(CircuitBreakerGuard.class);
			assertThat(context.getBean(ClientOptions.class).restInterceptors()).hasSize(1);
		});
	}

	@Test
	void backsOffWithoutResilience4j() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Registry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RestGuard.class));
	}

	@Test
	void backsOffFromTheModulesThatAreMissing() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader(CircuitBreakerRegistry.class, RetryRegistry.class,
					RateLimiterRegistry.class, BulkheadRegistry.class, TimeLimiterRegistry.class))
			.withPropertyValues("ably.resilience.retry.enabled=true", "ably.resilience.rate-limiter.enabled=true",
					"ably.resilience.bulkhead.enabled=true", "ably.resilience.time-limiter.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RestGuard.class));
	}

	@Nested
	class CircuitBreakers {

		private final ApplicationContextRunner runner = AblyResilienceAutoConfigurationTests.this.contextRunner
			.withPropertyValues("ably.resilience.circuit-breaker.minimum-number-of-calls=4",
					"ably.resilience.circuit-breaker.sliding-window-size=4",
					"ably.resilience.circuit-breaker.wait-duration-in-open-state=1h");

		private final ScriptedTransport service = AblyResilienceAutoConfigurationTests.this.service;

		@Test
		void openWhenTheServiceFailsAndThenFailAtOnce() {
			this.runner.run((context) -> {
				AblyRest rest = context.getBean(AblyRest.class);
				this.service.always(503);
				for (int i = 0; i < 4; i++) {
					assertThat(failure(rest.time()).code()).isEqualTo(50300);
				}
				AblyException open = failure(rest.time());
				assertThat(open.code()).isEqualTo(AblyRestErrorCodes.CIRCUIT_OPEN);
				assertThat(open.statusCode()).isEqualTo(503);
				assertThat(open).hasMessageContaining("ably.resilience.circuit-breaker");
				assertThat(this.service.requests()).hasSize(4);
				assertThat(context.getBean(CircuitBreakerGuard.class).state(AblyClients.DEFAULT)).isEqualTo("OPEN");
			});
		}

		@Test
		void areMadeWhenNeededIfNothingIsSaidOfThem() {
			AblyResilienceAutoConfigurationTests.this.contextRunner.run((context) -> {
				String properties = "ably.resilience.circuit-breaker-"
						+ AblyResilienceProperties.CircuitBreaker.class.getName();
				AblyRest rest = context.getBean(AblyRest.class);
				assertThat(context.getBeanFactory().containsSingleton(properties)).isFalse();
				this.service.always(200);
				get(rest.time());
				assertThat(context.getBeanFactory().containsSingleton(properties)).isTrue();
			});
		}

		@Test
		void areThereForWhoAsksForTheirState() {
			AblyResilienceAutoConfigurationTests.this.contextRunner.run((context) -> {
				context.getBean(ClientOptions.class);
				assertThat(context.getBean(CircuitBreakerGuard.class).state(AblyClients.DEFAULT)).isEqualTo("CLOSED");
			});
		}

		@Test
		void showMistakesAtTheStart() {
			AblyResilienceAutoConfigurationTests.this.contextRunner
				.withPropertyValues("ably.resilience.circuit-breaker.failure-rate-threshold=101")
				.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("failureRate"));
		}

		@Test
		void openWhenNoConnectionCanBeMade() {
			this.runner.run((context) -> {
				AblyRest rest = context.getBean(AblyRest.class);
				this.service.refuse();
				for (int i = 0; i < 4; i++) {
					failure(rest.time());
				}
				assertThat(failure(rest.time()).code()).isEqualTo(AblyRestErrorCodes.CIRCUIT_OPEN);
			});
		}

		@Test
		void doNotMindRequestsThatAreRefused() {
			this.runner.run((context) -> {
				AblyRest rest = context.getBean(AblyRest.class);
				this.service.always(404);
				for (int i = 0; i < 10; i++) {
					assertThat(failure(rest.time()).code()).isEqualTo(40400);
				}
				assertThat(this.service.requests()).hasSize(10);
			});
		}

		@Test
		void doNotMindAHostThatFailsWhenAnotherOneAnswers() {
			this.runner.withPropertyValues("ably.http-max-retry-count=1", "ably.timeouts.fallback-retry=0s")
				.run((context) -> {
					AblyRest rest = context.getBean(AblyRest.class);
					String primary = context.getBean(ClientOptions.class).hosts().primary();
					this.service.script((request) -> request.uri().getHost().equals(primary)
							? ScriptedTransport.answer(503, "") : ScriptedTransport.answer(200, "[1]"));
					for (int i = 0; i < 10; i++) {
						get(rest.time());
					}
					assertThat(this.service.requests()).hasSize(20);
				});
		}

		@Test
		void probeAHalfOpenCircuitAndCloseItAgain() {
			CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
			this.runner.withBean(CircuitBreakerRegistry.class, () -> registry)
				.withPropertyValues("ably.resilience.circuit-breaker.permitted-number-of-calls-in-half-open-state=2")
				.run((context) -> {
					AblyRest rest = context.getBean(AblyRest.class);
					CircuitBreaker breaker = registry.find("ably").orElseThrow();
					this.service.always(500);
					for (int i = 0; i < 4; i++) {
						failure(rest.time());
					}
					assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
					this.service.always(200);
					breaker.transitionToHalfOpenState();
					get(rest.time());
					assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
					get(rest.time());
					assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
				});
		}

		@Test
		void aProbeThatFailsOpensTheCircuitAgain() {
			CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
			this.runner.withBean(CircuitBreakerRegistry.class, () -> registry)
				.withPropertyValues("ably.resilience.circuit-breaker.permitted-number-of-calls-in-half-open-state=1")
				.run((context) -> {
					CircuitBreaker breaker = registry.find("ably").orElseThrow();
					breaker.transitionToOpenState();
					breaker.transitionToHalfOpenState();
					this.service.always(502);
					failure(context.getBean(AblyRest.class).time());
					assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
				});
		}

		@Test
		void theRegistryOfTheApplicationMayHaveOneByThatName() {
			CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
			CircuitBreaker own = registry.circuitBreaker("ably",
					CircuitBreakerConfig.custom().minimumNumberOfCalls(1).slidingWindowSize(1).build());
			this.runner.withBean(CircuitBreakerRegistry.class, () -> registry).run((context) -> {
				this.service.always(500);
				failure(context.getBean(AblyRest.class).time());
				assertThat(own.getState()).isEqualTo(CircuitBreaker.State.OPEN);
			});
		}

		@Test
		void canBeConfiguredToTheLast() {
			CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
			AblyResilienceAutoConfigurationTests.this.contextRunner
				.withBean(CircuitBreakerRegistry.class, () -> registry)
				.withPropertyValues(properties("circuit-breaker", "failure-rate-threshold=31",
						"slow-call-rate-threshold=32", "slow-call-duration-threshold=3s",
						"sliding-window-type=time-based", "sliding-window-size=34", "minimum-number-of-calls=5",
						"wait-duration-in-open-state=6s", "wait-duration-multiplier=2",
						"max-wait-duration-in-open-state=20s", "permitted-number-of-calls-in-half-open-state=7",
						"max-wait-duration-in-half-open-state=8s", "automatic-transition-from-open-to-half-open=false"))
				.run((context) -> {
					CircuitBreakerConfig config = registry.find("ably").orElseThrow().getCircuitBreakerConfig();
					assertThat(config.getFailureRateThreshold()).isEqualTo(31);
					assertThat(config.getSlowCallRateThreshold()).isEqualTo(32);
					assertThat(config.getSlowCallDurationThreshold()).hasSeconds(3);
					assertThat(config.getSlidingWindowType()).isEqualTo(SlidingWindowType.TIME_BASED);
					assertThat(config.getSlidingWindowSize()).isEqualTo(34);
					assertThat(config.getMinimumNumberOfCalls()).isEqualTo(5);
					assertThat(config.getWaitIntervalFunctionInOpenState().apply(1)).isEqualTo(6000);
					assertThat(config.getWaitIntervalFunctionInOpenState().apply(2)).isEqualTo(12_000);
					assertThat(config.getWaitIntervalFunctionInOpenState().apply(9)).isEqualTo(20_000);
					assertThat(config.getPermittedNumberOfCallsInHalfOpenState()).isEqualTo(7);
					assertThat(config.getMaxWaitDurationInHalfOpenState()).hasSeconds(8);
					assertThat(config.isAutomaticTransitionFromOpenToHalfOpenEnabled()).isFalse();
				});
		}

		@Test
		void customizersHaveTheLastWord() {
			CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
			this.runner.withBean(CircuitBreakerRegistry.class, () -> registry)
				.withUserConfiguration(CustomizerConfiguration.class)
				.run((context) -> assertThat(
						registry.find("ably").orElseThrow().getCircuitBreakerConfig().getFailureRateThreshold())
					.isEqualTo(77));
		}

		@Test
		void everyClientHasItsOwn() {
			CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
			this.runner.withBean(CircuitBreakerRegistry.class, () -> registry)
				.withPropertyValues("ably.clients.billing.client-id=billing")
				.run((context) -> {
					this.service.always(500);
					AblyClients clients = context.getBean(AblyClients.class);
					for (int i = 0; i < 4; i++) {
						failure(clients.rest("billing").time());
					}
					assertThat(registry.find("ably-billing").orElseThrow().getState())
						.isEqualTo(CircuitBreaker.State.OPEN);
					assertThat(registry.find("ably").orElseThrow().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
				});
		}

		@Test
		void canBeSwitchedOff() {
			this.runner.withPropertyValues("ably.resilience.circuit-breaker.enabled=false")
				.run((context) -> assertThat(context).doesNotHaveBean(RestGuard.class));
		}

	}

	@Nested
	class OtherGuards {

		private final ScriptedTransport service = AblyResilienceAutoConfigurationTests.this.service;

		private final ApplicationContextRunner runner = AblyResilienceAutoConfigurationTests.this.contextRunner
			.withPropertyValues("ably.resilience.circuit-breaker.enabled=false");

		@Test
		void retryTriesAgainWhatFailedThroughNoFaultOfItsOwn() {
			this.runner.withPropertyValues(properties("retry", "enabled=true", "max-attempts=3", "wait-duration=1ms"))
				.run((context) -> {
					assertThat(context).hasSingleBean(RetryGuard.class);
					AtomicInteger attempts = new AtomicInteger();
					this.service.script((request) -> (attempts.incrementAndGet() < 3)
							? ScriptedTransport.answer(503, "") : ScriptedTransport.answer(200, "[1]"));
					get(context.getBean(AblyRest.class).time());
					assertThat(attempts).hasValue(3);
				});
		}

		@Test
		void retryGivesUpInTheEndAndDoesNotTryAgainWhatWasRefused() {
			this.runner
				.withPropertyValues(properties("retry", "enabled=true", "max-attempts=3", "wait-duration=1ms",
						"jitter=0.5", "multiplier=1.5", "max-wait-duration=5ms"))
				.run((context) -> {
					AblyRest rest = context.getBean(AblyRest.class);
					this.service.always(500);
					assertThat(failure(rest.time()).code()).isEqualTo(50000);
					assertThat(this.service.requests()).hasSize(3);
					this.service.always(403);
					assertThat(failure(rest.time()).code()).isEqualTo(40300);
					assertThat(this.service.requests()).hasSize(4);
				});
		}

		@Test
		void rateLimiterRefusesWhatCannotWait() {
			this.runner
				.withPropertyValues(properties("rate-limiter", "enabled=true", "limit-for-period=1",
						"limit-refresh-period=1h", "timeout=0s"))
				.run((context) -> {
					assertThat(context).hasSingleBean(RateLimiterGuard.class);
					AblyRest rest = context.getBean(AblyRest.class);
					get(rest.time());
					AblyException refused = failure(rest.time());
					assertThat(refused.code()).isEqualTo(AblyRestErrorCodes.RATE_LIMITED);
					assertThat(refused.statusCode()).isEqualTo(429);
					assertThat(this.service.requests()).hasSize(1);
				});
		}

		@Test
		void rateLimiterLetsWaitWhatCan() {
			this.runner
				.withPropertyValues(properties("rate-limiter", "enabled=true", "limit-for-period=1",
						"limit-refresh-period=20ms", "timeout=10s"))
				.run((context) -> {
					AblyRest rest = context.getBean(AblyRest.class);
					CompletableFuture<?>[] all = new CompletableFuture<?>[5];
					for (int i = 0; i < all.length; i++) {
						all[i] = rest.time();
					}
					get(CompletableFuture.allOf(all));
					assertThat(this.service.requests()).hasSize(5);
				});
		}

		@Test
		void bulkheadRefusesMoreThanSoManyAtOnce() {
			this.runner.withPropertyValues(properties("bulkhead", "enabled=true", "max-concurrent-calls=1"))
				.run((context) -> {
					assertThat(context).hasSingleBean(BulkheadGuard.class);
					AblyRest rest = context.getBean(AblyRest.class);
					CompletableFuture<HttpResponse> held = new CompletableFuture<>();
					this.service.script((request) -> held);
					CompletableFuture<?> first = rest.time();
					assertThat(failure(rest.time()).code()).isEqualTo(AblyRestErrorCodes.BULKHEAD_FULL);
					held.complete(ScriptedTransport.answer(200, "[1]").join());
					get(first);
					this.service.always(200);
					get(rest.time());
				});
		}

		@Test
		void timeLimiterGivesUpWhatTakesTooLongAndCancelsIt() {
			this.runner.withPropertyValues(properties("time-limiter", "enabled=true", "timeout=50ms"))
				.run((context) -> {
					assertThat(context).hasSingleBean(TimeLimiterGuard.class);
					CompletableFuture<HttpResponse> held = new CompletableFuture<>();
					this.service.script((request) -> held);
					AblyException expired = failure(context.getBean(AblyRest.class).time());
					assertThat(expired.code()).isEqualTo(AblyRestErrorCodes.TIME_LIMIT_EXCEEDED);
					assertThat(held).failsWithin(Duration.ofSeconds(30));
					assertThat(held).isCancelled();
				});
		}

		@Test
		void timeLimiterMayLetItGoOn() {
			this.runner
				.withPropertyValues(
						properties("time-limiter", "enabled=true", "timeout=50ms", "cancel-running-request=false"))
				.run((context) -> {
					CompletableFuture<HttpResponse> held = new CompletableFuture<>();
					this.service.script((request) -> held);
					failure(context.getBean(AblyRest.class).time());
					assertThat(held).isNotDone();
				});
		}

		@Test
		void theRegistriesOfTheApplicationAreUsed() {
			RetryRegistry retries = RetryRegistry.ofDefaults();
			RateLimiterRegistry rateLimiters = RateLimiterRegistry.ofDefaults();
			BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
			TimeLimiterRegistry timeLimiters = TimeLimiterRegistry.ofDefaults();
			this.runner.withBean(RetryRegistry.class, () -> retries)
				.withBean(RateLimiterRegistry.class, () -> rateLimiters)
				.withBean(BulkheadRegistry.class, () -> bulkheads)
				.withBean(TimeLimiterRegistry.class, () -> timeLimiters)
				.withPropertyValues(properties("retry", "enabled=true", "max-attempts=9"))
				.withPropertyValues(properties("rate-limiter", "enabled=true", "limit-for-period=9"))
				.withPropertyValues(properties("bulkhead", "enabled=true", "max-concurrent-calls=9"))
				.withPropertyValues(properties("time-limiter", "enabled=true", "timeout=9s"))
				.run((context) -> {
					get(context.getBean(AblyRest.class).time());
					assertThat(retries.find("ably").orElseThrow().getRetryConfig().getMaxAttempts()).isEqualTo(9);
					assertThat(rateLimiters.find("ably").orElseThrow().getRateLimiterConfig().getLimitForPeriod())
						.isEqualTo(9);
					assertThat(bulkheads.find("ably").orElseThrow().getBulkheadConfig().getMaxConcurrentCalls())
						.isEqualTo(9);
					assertThat(timeLimiters.find("ably").orElseThrow().getTimeLimiterConfig().getTimeoutDuration())
						.isEqualTo(Duration.ofSeconds(9));
				});
		}

	}

	private static String[] properties(String guard, String... properties) {
		String[] prefixed = new String[properties.length];
		for (int i = 0; i < properties.length; i++) {
			prefixed[i] = "ably.resilience." + guard + "." + properties[i];
		}
		return prefixed;
	}

	private static <T> T get(CompletableFuture<T> future) throws Exception {
		return future.get(30, TimeUnit.SECONDS);
	}

	private static AblyException failure(CompletableFuture<?> future) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class,
				() -> future.get(30, TimeUnit.SECONDS));
		assertThat(failure).cause().isInstanceOf(AblyException.class);
		return (AblyException) failure.getCause();
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		AblyResilienceCustomizer<CircuitBreakerConfig.Builder> threshold() {
			return (client, circuitBreaker) -> circuitBreaker.failureRateThreshold(77);
		}

	}

}
