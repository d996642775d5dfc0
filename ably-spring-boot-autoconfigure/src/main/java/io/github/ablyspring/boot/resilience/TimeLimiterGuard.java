package io.github.ablyspring.boot.resilience;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

/**
 * Limits how long a request of a client may take in all, with all the hosts it tries.
 */
public final class TimeLimiterGuard extends WaitingGuard<TimeLimiter> {

	/**
	 * Creates a guard.
	 * @param registry where the time limiters are registered
	 * @param configurations says for a client how its time limiter is configured, unless
	 * the registry has one of its name
	 * @param scheduler keeps the time
	 */
	public TimeLimiterGuard(TimeLimiterRegistry registry, Function<String, TimeLimiterConfig> configurations,
			Supplier<ScheduledExecutorService> scheduler) {
		super((client) -> registry.timeLimiter(RestGuard.instanceName(client), configurations.apply(client)),
				scheduler);
	}

	@Override
	public int getOrder() {
		return TIME_LIMITER;
	}

	@Override
	void guard(TimeLimiter limiter, Supplier<CompletableFuture<RestResponse>> next, GuardedCall call) {
		Duration limit = limiter.getTimeLimiterConfig().getTimeoutDuration();
		if (!call.later(() -> expire(limiter, limit, call), limit.toNanos(), TimeUnit.NANOSECONDS)) {
			call.stopped();
			return;
		}
		call.send(next, (response, failure) -> {
			call.forget();
			if (failure == null) {
				limiter.onSuccess();
			}
			else if (!call.isDone()) {
				limiter.onError(failure);
			}
			call.end(response, failure);
		});
	}

	private static void expire(TimeLimiter limiter, Duration limit, GuardedCall call) {
		AblyException expired = RestGuard.givenUp(AblyRestErrorCodes.TIME_LIMIT_EXCEEDED, 504,
				"The request took longer than " + limit.toMillis() + " ms (ably.resilience.time-limiter.timeout)");
		if (call.completeExceptionally(expired)) {
			limiter.onError(expired);
			if (limiter.getTimeLimiterConfig().shouldCancelRunningFuture()) {
				call.giveUp();
			}
		}
	}

}
