package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.realtime.Waiters;
import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the connection to be closed, and for how long the server may keep them
 * waiting (RTN12b).
 */
final class Closing {

	private final Duration limit;

	private final Runnable expired;

	private final Waiters<Void> waiters = new Waiters<>();

	private final Alarm timer;

	Closing(SerialLoop loop, Duration limit, Runnable expired) {
		this.limit = limit;
		this.expired = expired;
		this.timer = new Alarm(loop);
	}

	void await(CompletableFuture<Void> future) {
		this.waiters.add(future);
	}

	void startTimer() {
		this.timer.set(this.limit, this.expired);
	}

	void cancelTimer() {
		this.timer.cancel();
	}

	/**
	 * The connection is closed, or failed, which is as good.
	 */
	void done() {
		this.timer.cancel();
		this.waiters.complete(null);
	}

}
