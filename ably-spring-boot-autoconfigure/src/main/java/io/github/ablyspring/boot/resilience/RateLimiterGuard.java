package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;

/**
 * Limits how many requests a client makes in a period. A request that has to wait for its
 * permit blocks no thread meanwhile.
 */
public final class RateLimiterGuard extends WaitingGuard<RateLimiter> {

	/**
	 * Creates a guard.
	 * @param registry where the rate limiters are registered
	 * @param configurations says for a client how its rate limiter is configured, unless
	 * the registry has one of its name
	 * @param scheduler waits for permits
	 */
	public RateLimiterGuard(RateLimiterRegistry registry, Function<String, RateLimiterConfig> configurations,
			Supplier<ScheduledExecutorService> scheduler) {
		super((client) -> registry.rateLimiter(RestGuard.instanceName(client), configurations.apply(client)),
				scheduler);
	}

	@Override
	public int getOrder() {
		return RATE_LIMITER;
	}

	@Override
	void guard(RateLimiter limiter, Supplier<CompletableFuture<RestResponse>> next, GuardedCall call) {
		long wait = limiter.reservePermission();
		if (wait == 0) {
			call.send(next, call::end);
		}
		else if (wait < 0) {
			call.completeExceptionally(RestGuard.givenUp(AblyRestErrorCodes.RATE_LIMITED, 429, "The rate limiter '"
					+ limiter.getName() + "' permits no further REST request now (ably.resilience.rate-limiter.*)"));
		}
		else if (!call.later(() -> call.send(next, call::end), wait, TimeUnit.NANOSECONDS)) {
			call.stopped();
		}
	}

}
