package io.github.ablyspring.boot.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a client is publishing, so that its connection is not closed under it.
 */
final class PublishesUnderWay implements PublishObserver {

	private int count;

	private @Nullable CompletableFuture<Void> none;

	@Override
	public Watch publishing(Route route, String channel, List<Message> messages) {
		begun();
		return new Watch() {

			@Override
			public List<Message> messages() {
				return messages;
			}

			@Override
			public void ended(@Nullable Throwable failure) {
				PublishesUnderWay.this.ended();
			}

		};
	}

	@Override
	public Completion sending(Route route, Kind kind, String channel, int count) {
		begun();
		return (failure) -> ended();
	}

	private synchronized void begun() {
		this.count++;
	}

	private void ended() {
		CompletableFuture<Void> waiting = null;
		synchronized (this) {
			this.count--;
			if (this.count == 0) {
				waiting = this.none;
				this.none = null;
			}
		}
		if (waiting != null) {
			waiting.complete(null);
		}
	}

	/** Completes when there are none. */
	synchronized CompletableFuture<Void> whenNone() {
		if (this.count == 0) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> waiting = (this.none != null) ? this.none : new CompletableFuture<>();
		this.none = waiting;
		return waiting;
	}

}
