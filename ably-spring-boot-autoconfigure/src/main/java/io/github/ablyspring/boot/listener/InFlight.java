package io.github.ablyspring.boot.listener;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Counts what is being handled, and tells when nothing is.
 */
final class InFlight {

	private int count;

	private @Nullable CompletableFuture<Void> none;

	synchronized void begin() {
		this.count++;
	}

	void end() {
		CompletableFuture<Void> waiting = null;
		synchronized (this) {
			if (--this.count == 0) {
				waiting = this.none;
				this.none = null;
			}
		}
		if (waiting != null) {
			waiting.complete(null);
		}
	}

	synchronized int count() {
		return this.count;
	}

	synchronized CompletableFuture<Void> whenNone() {
		if (this.count == 0) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> waiting = (this.none != null) ? this.none : new CompletableFuture<>();
		this.none = waiting;
		return waiting;
	}

}
