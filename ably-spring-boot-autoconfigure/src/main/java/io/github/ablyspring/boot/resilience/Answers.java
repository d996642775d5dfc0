package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Passes what becomes of one future on to another.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * Starts something, unless nobody waits for it any more.
	 */
	static <T> void pass(Supplier<CompletableFuture<T>> from, CompletableFuture<T> to) {
		if (to.isDone()) {
			return;
		}
		CompletableFuture<T> started;
		try {
			started = from.get();
		}
		catch (RuntimeException ex) {
			started = CompletableFuture.failedFuture(ex);
		}
		pass(started, to);
	}

	/**
	 * Lets a future end as another does, and cancels that one when it is cancelled.
	 */
	static <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
		from.whenComplete((result, failure) -> {
			if (failure != null) {
				to.completeExceptionally(failure);
			}
			else {
				to.complete(result);
			}
		});
		to.whenComplete((result, failure) -> {
			if (to.isCancelled()) {
				from.cancel(false);
			}
		});
	}

}
