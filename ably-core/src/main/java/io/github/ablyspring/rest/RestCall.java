package io.github.ablyspring.rest;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A request that somebody waits for. When nobody does any more, what is under way for it
 * is cancelled.
 */
final class RestCall extends CompletableFuture<RestResponse> {

	private volatile @Nullable CompletableFuture<RestResponse> underway;

	/**
	 * Takes note of what is under way now.
	 */
	CompletableFuture<RestResponse> over(CompletableFuture<RestResponse> underway) {
		this.underway = underway;
		if (isCancelled()) {
			underway.cancel(false);
		}
		return underway;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		CompletableFuture<RestResponse> underway = this.underway;
		if (cancelled && underway != null) {
			underway.cancel(mayInterruptIfRunning);
		}
		return cancelled;
	}

}
