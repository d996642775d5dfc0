package io.github.ablyspring.boot.autoconfigure.resilience;

import java.time.Duration;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;

/**
 * Makes configurations of Resilience4j of the properties.
 */
final class GuardConfigurations {

	private static final Duration LONGEST = Duration.ofDays(1);

	private GuardConfigurations() {
	}

	static CircuitBreakerConfig.Builder of(AblyResilienceProperties.CircuitBreaker from) {
		SlidingWindowType window = switch (from.slidingWindowType()) {
			case COUNT_BASED -> SlidingWindowType.COUNT_BASED;
			case TIME_BASED -> SlidingWindowType.TIME_BASED;
		};
		CircuitBreakerConfig.Builder builder = CircuitBreakerConfig.custom()
			.failureRateThreshold(from.failureRateThreshold())
			.slowCallRateThreshold(from.slowCallRateThreshold())
			.slowCallDurationThreshold(from.slowCallDurationThreshold())
			.slidingWindow(from.slidingWindowSize(), from.minimumNumberOfCalls(), window)
			.permittedNumberOfCallsInHalfOpenState(from.permittedNumberOfCallsInHalfOpenState())
			.maxWaitDurationInHalfOpenState(from.maxWaitDurationInHalfOpenState())
			.automaticTransitionFromOpenToHalfOpenEnabled(from.automaticTransitionFromOpenToHalfOpen())
			.writableStackTraceEnabled(false);
		if (from.waitDurationMultiplier() <= 1) {
			return builder.waitDurationInOpenState(from.waitDurationInOpenState());
		}
		Duration max = from.maxWaitDurationInOpenState();
		return builder.waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(
				from.waitDurationInOpenState(), from.waitDurationMultiplier(), (max != null) ? max : LONGEST));
	}

	static RetryConfig.Builder<Object> of(AblyResilienceProperties.Retry from) {
		double multiplier = Math.max(1, from.multiplier());
		IntervalFunction interval = (from.jitter() > 0)
				? IntervalFunction.ofExponentialRandomBackoff(from.waitDuration(), multiplier, from.jitter(),
						from.maxWaitDuration())
				: IntervalFunction.ofExponentialBackoff(from.waitDuration(), multiplier, from.maxWaitDuration());
		return RetryConfig.custom().maxAttempts(from.maxAttempts()).intervalFunction(interval);
	}

	static RateLimiterConfig.Builder of(AblyResilienceProperties.RateLimiter from) {
		return RateLimiterConfig.custom()
			.limitForPeriod(from.limitForPeriod())
			.limitRefreshPeriod(from.limitRefreshPeriod())
			.timeoutDuration(from.timeout())
			.writableStackTraceEnabled(false);
	}

	// Never waits for room: it would block a thread that has other things to do.
	static BulkheadConfig.Builder of(AblyResilienceProperties.Bulkhead from) {
		return BulkheadConfig.custom()
			.maxConcurrentCalls(from.maxConcurrentCalls())
			.maxWaitDuration(Duration.ZERO)
			.writableStackTraceEnabled(false);
	}

	static TimeLimiterConfig.Builder of(AblyResilienceProperties.TimeLimiter from) {
		return TimeLimiterConfig.custom()
			.timeoutDuration(from.timeout())
			.cancelRunningFuture(from.cancelRunningRequest());
	}

}
