package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Futures that wait for a state. Apart from the listeners, so that nobody takes them away
 * by accident (RTC10).
 */
final class StateWaiters {

	private final List<Waiter> waiters = new ArrayList<>(0);

	void add(ConnectionState state, CompletableFuture<@Nullable ConnectionStateChange> future) {
		// Those given up by their users must not pile up.
		this.waiters.removeIf((waiter) -> waiter.future.isDone());
		this.waiters.add(new Waiter(state, future));
	}

	void changed(ConnectionStateChange change) {
		if (this.waiters.isEmpty() || change.event() == ConnectionEvent.UPDATE) {
			return;
		}
		for (Waiter waiter : List.copyOf(this.waiters)) {
			if (waiter.state == change.current()) {
				this.waiters.remove(waiter);
				waiter.future.complete(change);
			}
		}
	}

	private record Waiter(ConnectionState state, CompletableFuture<@Nullable ConnectionStateChange> future) {
	}

}
