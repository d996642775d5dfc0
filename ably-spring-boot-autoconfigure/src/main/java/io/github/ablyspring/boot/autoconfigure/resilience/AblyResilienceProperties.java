package io.github.ablyspring.boot.autoconfigure.resilience;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Configuration properties for what guards REST requests. Only those of the guards that
 * there are get bound.
 */
public final class AblyResilienceProperties {

	private AblyResilienceProperties() {
	}

	/**
	 * Keeps requests away from a service in trouble.
	 *
	 * @param enabled Whether there is a circuit breaker for each client.
	 * @param failureRateThreshold Percentage of failures from which on the circuit opens.
	 * @param slowCallRateThreshold Percentage of slow requests from which on the circuit
	 * opens.
	 * @param slowCallDurationThreshold Duration from which on a request counts as slow.
	 * @param slidingWindowType Whether the last requests count, or those of the last
	 * seconds.
	 * @param slidingWindowSize Number of requests, or of seconds, that count.
	 * @param minimumNumberOfCalls Number of requests without which the circuit does not
	 * open.
	 * @param waitDurationInOpenState Time for which the circuit stays open before it is
	 * probed.
	 * @param waitDurationMultiplier Factor by which that time grows each time that a
	 * probe fails.
	 * @param maxWaitDurationInOpenState Maximum time for which the circuit stays open
	 * before it is probed.
	 * @param permittedNumberOfCallsInHalfOpenState Number of requests that probe a
	 * half-open circuit.
	 * @param maxWaitDurationInHalfOpenState Time after which a half-open circuit opens
	 * again, or 0 to wait for its probes.
	 * @param automaticTransitionFromOpenToHalfOpen Whether an open circuit becomes
	 * half-open without a request.
	 */
	@Lazy
	@ConfigurationProperties("ably.resilience.circuit-breaker")
	public record CircuitBreaker(@DefaultValue("true") boolean enabled, @DefaultValue("50") float failureRateThreshold,
			@DefaultValue("100") float slowCallRateThreshold, @DefaultValue("60s") Duration slowCallDurationThreshold,
			@DefaultValue("count-based") SlidingWindow slidingWindowType, @DefaultValue("20") int slidingWindowSize,
			@DefaultValue("10") int minimumNumberOfCalls, @DefaultValue("10s") Duration waitDurationInOpenState,
			@DefaultValue("1") double waitDurationMultiplier, @Nullable Duration maxWaitDurationInOpenState,
			@DefaultValue("3") int permittedNumberOfCallsInHalfOpenState,
			@DefaultValue("0s") Duration maxWaitDurationInHalfOpenState,
			@DefaultValue("true") boolean automaticTransitionFromOpenToHalfOpen) {

	}

	/**
	 * What a circuit breaker looks at.
	 */
	public enum SlidingWindow {

		/** The last requests. */
		COUNT_BASED,

		/** The requests of the last seconds. */
		TIME_BASED

	}

	/**
	 * Tries requests again.
	 *
	 * @param enabled Whether requests are tried again that failed through no fault of
	 * their own.
	 * @param maxAttempts Maximum number of attempts, the first included.
	 * @param waitDuration Time before the second attempt.
	 * @param multiplier Factor by which that time grows from attempt to attempt.
	 * @param maxWaitDuration Maximum time between attempts.
	 * @param jitter Fraction by which the times vary at random.
	 */
	@ConfigurationProperties("ably.resilience.retry")
	public record Retry(@DefaultValue("false") boolean enabled, @DefaultValue("3") int maxAttempts,
			@DefaultValue("500ms") Duration waitDuration, @DefaultValue("2") double multiplier,
			@DefaultValue("10s") Duration maxWaitDuration, @DefaultValue("0") double jitter) {

	}

	/**
	 * Limits how many requests there are in a period.
	 *
	 * @param enabled Whether there is a rate limiter for each client.
	 * @param limitForPeriod Maximum number of requests in a period.
	 * @param limitRefreshPeriod Length of a period.
	 * @param timeout Time that a request may wait for its turn.
	 */
	@ConfigurationProperties("ably.resilience.rate-limiter")
	public record RateLimiter(@DefaultValue("false") boolean enabled, @DefaultValue("50") int limitForPeriod,
			@DefaultValue("1s") Duration limitRefreshPeriod, @DefaultValue("5s") Duration timeout) {

	}

	/**
	 * Limits how many requests there are at the same time.
	 *
	 * @param enabled Whether there is a bulkhead for each client.
	 * @param maxConcurrentCalls Maximum number of requests at the same time.
	 */
	@ConfigurationProperties("ably.resilience.bulkhead")
	public record Bulkhead(@DefaultValue("false") boolean enabled, @DefaultValue("25") int maxConcurrentCalls) {

	}

	/**
	 * Limits how long a request may take in all.
	 *
	 * @param enabled Whether there is a time limiter for each client.
	 * @param timeout Time that a request may take, with all the hosts it tries.
	 * @param cancelRunningRequest Whether a request is cancelled that takes longer.
	 */
	@ConfigurationProperties("ably.resilience.time-limiter")
	public record TimeLimiter(@DefaultValue("false") boolean enabled, @DefaultValue("10s") Duration timeout,
			@DefaultValue("true") boolean cancelRunningRequest) {

	}

}
