package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the connection to be closed, and for how long the server may keep them
 * waiting (RTN12b).
 */
final class Closing {

	private final SerialLoop loop;

	private final Duration limit;

	private final Runnable expired;

	private final List<CompletableFuture<Void>> waiters = new ArrayList<>(0);

	private @Nullable Timeout timer;

	Closing(SerialLoop loop, Duration limit, Runnable expired) {
		this.loop = loop;
		this.limit = limit;
		this.expired = expired;
	}

	void await(CompletableFuture<Void> future) {
		this.waiters.add(future);
	}

	void startTimer() {
		cancelTimer();
		this.timer = this.loop.schedule(this.limit, () -> {
			this.timer = null;
			this.expired.run();
		});
	}

	void cancelTimer() {
		Timeout timer = this.timer;
		if (timer != null) {
			this.timer = null;
			timer.cancel();
		}
	}

	/**
	 * The connection is closed, or failed, which is as good.
	 */
	void done() {
		cancelTimer();
		if (!this.waiters.isEmpty()) {
			List<CompletableFuture<Void>> all = List.copyOf(this.waiters);
			this.waiters.clear();
			all.forEach((future) -> future.complete(null));
		}
	}

}
