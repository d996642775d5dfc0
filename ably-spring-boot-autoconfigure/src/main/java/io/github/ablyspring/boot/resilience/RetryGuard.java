package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;

/**
 * Tries requests again that failed through no fault of their own. The engine has tried
 * the fallback hosts before that; this is for trouble that lasts longer.
 */
public final class RetryGuard extends WaitingGuard<Retry> {

	/**
	 * Creates a guard.
	 * @param registry where the retries are registered
	 * @param configurations says for a client how its retry is configured, unless the
	 * registry has one of its name
	 * @param scheduler waits between attempts
	 */
	public RetryGuard(RetryRegistry registry, Function<String, RetryConfig> configurations,
			Supplier<ScheduledExecutorService> scheduler) {
		super((client) -> registry.retry(RestGuard.instanceName(client), configurations.apply(client)), scheduler);
	}

	@Override
	public int getOrder() {
		return RETRY;
	}

	@Override
	void guard(Retry retry, Supplier<CompletableFuture<RestResponse>> next, GuardedCall call) {
		attempt(retry.asyncContext(), next, call);
	}

	private static void attempt(Retry.AsyncContext<RestResponse> context,
			Supplier<CompletableFuture<RestResponse>> next, GuardedCall call) {
		call.send(next, (response, failure) -> {
			Throwable fault = Verdict.of(response, failure).fault();
			long delay = -1;
			if (fault != null) {
				delay = context.onError(fault);
			}
			else {
				context.onComplete();
			}
			// while the application stops there is nobody to wait for another attempt
			if (delay < 0 || call.isDone()
					|| !call.later(() -> attempt(context, next, call), delay, TimeUnit.MILLISECONDS)) {
				call.end(response, failure);
			}
		});
	}

}
