package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;

/**
 * Tries requests again that failed through no fault of their own. The engine has tried
 * the fallback hosts before that; this is for trouble that lasts longer.
 */
public final class RetryGuard implements RestGuard {

	private final RetryRegistry registry;

	private final Function<String, RetryConfig> configurations;

	private final Supplier<ScheduledExecutorService> scheduler;

	/**
	 * Creates a guard.
	 * @param registry where the retries are registered
	 * @param configurations says for a client how its retry is configured, unless the
	 * registry has one of its name
	 * @param scheduler waits between attempts
	 */
	public RetryGuard(RetryRegistry registry, Function<String, RetryConfig> configurations,
			Supplier<ScheduledExecutorService> scheduler) {
		this.registry = registry;
		this.configurations = configurations;
		this.scheduler = scheduler;
	}

	@Override
	public int getOrder() {
		return RETRY;
	}

	@Override
	public RestInterceptor forClient(String client) {
		Retry retry = this.registry.retry(RestGuard.instanceName(client), this.configurations.apply(client));
		return (request, next) -> {
			CompletableFuture<RestResponse> result = new CompletableFuture<>();
			attempt(retry.asyncContext(), next, result);
			return result;
		};
	}

	private void attempt(Retry.AsyncContext<RestResponse> context, Supplier<CompletableFuture<RestResponse>> next,
			CompletableFuture<RestResponse> result) {
		CompletableFuture<RestResponse> answer;
		try {
			answer = next.get();
		}
		catch (RuntimeException ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		answer.whenComplete((response, failure) -> {
			Throwable fault = Verdict.of(response, failure).fault();
			long delay = -1;
			if (fault != null) {
				delay = context.onError(fault);
			}
			else {
				context.onComplete();
			}
			if (delay >= 0 && !result.isDone()) {
				this.scheduler.get().schedule(() -> attempt(context, next, result), delay, TimeUnit.MILLISECONDS);
			}
			else if (failure != null) {
				result.completeExceptionally(failure);
			}
			else {
				result.complete(response);
			}
		});
	}

}
