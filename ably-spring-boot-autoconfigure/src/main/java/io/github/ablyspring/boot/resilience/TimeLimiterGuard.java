package io.github.ablyspring.boot.resilience;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

/**
 * Limits how long a request of a client may take in all, with all the hosts it tries.
 */
public final class TimeLimiterGuard implements RestGuard {

	private final TimeLimiterRegistry registry;

	private final Function<String, TimeLimiterConfig> configurations;

	private final Supplier<ScheduledExecutorService> scheduler;

	/**
	 * Creates a guard.
	 * @param registry where the time limiters are registered
	 * @param configurations says for a client how its time limiter is configured, unless
	 * the registry has one of its name
	 * @param scheduler keeps the time
	 */
	public TimeLimiterGuard(TimeLimiterRegistry registry, Function<String, TimeLimiterConfig> configurations,
			Supplier<ScheduledExecutorService> scheduler) {
		this.registry = registry;
		this.configurations = configurations;
		this.scheduler = scheduler;
	}

	@Override
	public int getOrder() {
		return TIME_LIMITER;
	}

	@Override
	public RestInterceptor forClient(String client) {
		TimeLimiter limiter = this.registry.timeLimiter(RestGuard.instanceName(client),
				this.configurations.apply(client));
		return (request, next) -> limit(limiter, next);
	}

	private CompletableFuture<RestResponse> limit(TimeLimiter limiter, Supplier<CompletableFuture<RestResponse>> next) {
		Duration limit = limiter.getTimeLimiterConfig().getTimeoutDuration();
		CompletableFuture<RestResponse> answer = next.get();
		CompletableFuture<RestResponse> result = new CompletableFuture<>();
		ScheduledFuture<?> timer = this.scheduler.get()
			.schedule(() -> expire(limiter, limit, answer, result), limit.toNanos(), TimeUnit.NANOSECONDS);
		answer.whenComplete((response, failure) -> {
			timer.cancel(false);
			if (failure == null) {
				limiter.onSuccess();
			}
			else if (!result.isDone()) {
				limiter.onError(failure);
			}
		});
		Answers.pass(answer, result);
		return result;
	}

	private static void expire(TimeLimiter limiter, Duration limit, CompletableFuture<RestResponse> answer,
			CompletableFuture<RestResponse> result) {
		AblyException expired = RestGuard.givenUp(AblyRestErrorCodes.TIME_LIMIT_EXCEEDED, 504,
				"The request took longer than " + limit.toMillis() + " ms (ably.resilience.time-limiter.timeout)");
		if (result.completeExceptionally(expired)) {
			limiter.onError(expired);
			if (limiter.getTimeLimiterConfig().shouldCancelRunningFuture()) {
				answer.cancel(false);
			}
		}
	}

}
