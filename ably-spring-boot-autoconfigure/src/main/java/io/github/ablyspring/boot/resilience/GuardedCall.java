package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.rest.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request in the hands of a guard that does something later, too. When nobody waits for
 * it any more, neither what is planned for it happens nor what is under way goes on.
 */
final class GuardedCall extends CompletableFuture<RestResponse> {

	private final Supplier<ScheduledExecutorService> scheduler;

	private volatile @Nullable Future<?> planned;

	private volatile @Nullable Future<?> underway;

	GuardedCall(Supplier<ScheduledExecutorService> scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Sends the request, unless nobody waits for it any more.
	 * @param next sends it
	 * @param then what to do when it has ended
	 */
	void send(Supplier<CompletableFuture<RestResponse>> next,
			BiConsumer<? super @Nullable RestResponse, ? super @Nullable Throwable> then) {
		if (isDone()) {
			return;
		}
		CompletableFuture<RestResponse> answer;
		try {
			answer = next.get();
		}
		catch (RuntimeException ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		this.underway = answer;
		if (isCancelled()) {
			answer.cancel(false);
		}
		answer.whenComplete(then);
	}

	/**
	 * Does something later, unless the call is cancelled by then.
	 * @param task what to do
	 * @param delay when to do it
	 * @param unit the unit of the delay
	 * @return whether it will be done; nothing will once the application stops
	 */
	boolean later(Runnable task, long delay, TimeUnit unit) {
		try {
			Future<?> planned = this.scheduler.get().schedule(task, delay, unit);
			this.planned = planned;
			if (isCancelled()) {
				planned.cancel(false);
			}
			return true;
		}
		catch (RuntimeException ex) {
			// refused, or not even there any more
			return false;
		}
	}

	/**
	 * What was planned for later is not needed any more.
	 */
	void forget() {
		cancel(this.planned);
	}

	/**
	 * What is under way is not needed any more.
	 */
	void giveUp() {
		cancel(this.underway);
	}

	/**
	 * Ends as a request has ended.
	 */
	void end(@Nullable RestResponse response, @Nullable Throwable failure) {
		if (failure != null) {
			completeExceptionally(failure);
		}
		else {
			complete(response);
		}
	}

	/**
	 * Ends because nothing can be done later any more.
	 */
	void stopped() {
		completeExceptionally(AblyException.of(ErrorCodes.CONNECTION_CLOSED, 400,
				"The application is stopping: the request was not sent"));
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (cancelled) {
			forget();
			giveUp();
		}
		return cancelled;
	}

	private static void cancel(@Nullable Future<?> future) {
		if (future != null) {
			future.cancel(false);
		}
	}

}
