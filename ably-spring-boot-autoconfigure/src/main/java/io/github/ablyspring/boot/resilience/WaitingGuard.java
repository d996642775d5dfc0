package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;

/**
 * A guard that has to wait at times, which it does without a thread.
 *
 * @param <I> what guards the requests of one client
 */
abstract class WaitingGuard<I> implements RestGuard {

	private final Function<String, I> instances;

	private final Supplier<ScheduledExecutorService> scheduler;

	/**
	 * Creates a guard.
	 * @param instances finds or makes what guards the client of a name
	 * @param scheduler waits
	 */
	WaitingGuard(Function<String, I> instances, Supplier<ScheduledExecutorService> scheduler) {
		this.instances = instances;
		this.scheduler = scheduler;
	}

	@Override
	public final RestInterceptor forClient(String client) {
		I instance = this.instances.apply(client);
		return (request, next) -> {
			GuardedCall call = new GuardedCall(this.scheduler);
			guard(instance, next, call);
			return call;
		};
	}

	/**
	 * Guards one request.
	 * @param instance guards the requests of the client
	 * @param next sends the request
	 * @param call ends with it
	 */
	abstract void guard(I instance, Supplier<CompletableFuture<RestResponse>> next, GuardedCall call);

}
