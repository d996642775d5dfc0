package io.github.ablyspring.boot.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A request whose end is taken into account before anybody else hears of it. What hangs
 * on one future runs in no order, so whoever had the answer could look at a meter, or be
 * ahead of a guard with his next request, before that.
 *
 * @param <T> what is the answer
 */
public final class AccountedCall<T> extends CompletableFuture<T> {

	private final CompletableFuture<T> underway;

	/**
	 * Creates a call.
	 * @param underway what is under way; cancelled with this one
	 * @param account takes its end into account
	 */
	public AccountedCall(CompletableFuture<T> underway,
			BiConsumer<? super @Nullable T, ? super @Nullable Throwable> account) {
		this.underway = underway;
		underway.whenComplete((response, failure) -> {
			try {
				account.accept(response, failure);
			}
			finally {
				end(response, failure);
			}
		});
	}

	private void end(T response, @Nullable Throwable failure) {
		if (failure != null) {
			completeExceptionally(failure);
		}
		else {
			complete(response);
		}
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (cancelled) {
			this.underway.cancel(false);
		}
		return cancelled;
	}

}
