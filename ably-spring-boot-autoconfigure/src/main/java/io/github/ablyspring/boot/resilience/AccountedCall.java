package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import io.github.ablyspring.rest.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request whose end a guard takes into account before anybody else hears of it. What
 * hangs on one future runs in no order, so whoever had the answer could be ahead of the
 * guard with his next request.
 */
final class AccountedCall extends CompletableFuture<RestResponse> {

	private final CompletableFuture<RestResponse> underway;

	AccountedCall(CompletableFuture<RestResponse> underway,
			BiConsumer<? super @Nullable RestResponse, ? super @Nullable Throwable> account) {
		this.underway = underway;
		underway.whenComplete((response, failure) -> {
			account.accept(response, failure);
			if (failure != null) {
				completeExceptionally(failure);
			}
			else {
				complete(response);
			}
		});
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
