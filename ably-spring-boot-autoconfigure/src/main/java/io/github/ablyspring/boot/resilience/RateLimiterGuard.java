package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;

/**
 * Limits how many requests a client makes in a period. A request that has to wait for its
 * permit blocks no thread meanwhile.
 */
public final class RateLimiterGuard implements RestGuard {

	private final RateLimiterRegistry registry;

	private final Function<String, RateLimiterConfig> configurations;

	private final Supplier<ScheduledExecutorService> scheduler;

	/**
	 * Creates a guard.
	 * @param registry where the rate limiters are registered
	 * @param configurations says for a client how its rate limiter is configured, unless
	 * the registry has one of its name
	 * @param scheduler waits for permits
	 */
	public RateLimiterGuard(RateLimiterRegistry registry, Function<String, RateLimiterConfig> configurations,
			Supplier<ScheduledExecutorService> scheduler) {
		this.registry = registry;
		this.configurations = configurations;
		this.scheduler = scheduler;
	}

	@Override
	public int getOrder() {
		return RATE_LIMITER;
	}

	@Override
	public RestInterceptor forClient(String client) {
		RateLimiter limiter = this.registry.rateLimiter(RestGuard.instanceName(client),
				this.configurations.apply(client));
		return (request, next) -> {
			long wait = limiter.reservePermission();
			if (wait == 0) {
				return next.get();
			}
			if (wait < 0) {
				return CompletableFuture.failedFuture(
						RestGuard.givenUp(AblyRestErrorCodes.RATE_LIMITED, 429, "The rate limiter '" + limiter.getName()
								+ "' permits no further REST request now (ably.resilience.rate-limiter.*)"));
			}
			CompletableFuture<RestResponse> result = new CompletableFuture<>();
			this.scheduler.get().schedule(() -> Answers.pass(next, result), wait, TimeUnit.NANOSECONDS);
			return result;
		};
	}

}
