package io.github.ablyspring.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it, so that tokens expire, connections are
 * forgotten and members leave without anybody waiting. <pre>
 * ManualClock clock = new ManualClock();
 * try (AblyEmulator emulator = AblyEmulator.builder().clock(clock).start()) {
 *     …
 *     clock.advance(Duration.ofMinutes(3)); // everything that was due has happened when this returns
 * }
 * </pre>
 */
public final class ManualClock {

	private final PriorityQueue<Due> due = new PriorityQueue<>(
			Comparator.comparingLong(Due::at).thenComparingLong(Due::order));

	private long now;

	private long order;

	/**
	 * A clock that starts at the present time.
	 */
	public ManualClock() {
		this(Instant.now());
	}

	/**
	 * A clock that starts at a given time.
	 * @param start the time
	 */
	public ManualClock(Instant start) {
		this.now = start.toEpochMilli();
	}

	/**
	 * The time this clock shows.
	 * @return milliseconds since the epoch
	 */
	public synchronized long millis() {
		return this.now;
	}

	/**
	 * Moves the clock on. Whatever falls due meanwhile runs at its own time, in order,
	 * before this returns. Not to be called from the emulator's own thread.
	 * @param time how far
	 */
	public void advance(Duration time) {
		long until = millis() + time.toMillis();
		for (Due next = takeDue(until); next != null; next = takeDue(until)) {
			CompletableFuture.runAsync(next.task(), next.executor()).join();
		}
		setNow(until);
	}

	/**
	 * Puts a task on this clock.
	 * @param delayMillis how long from now
	 * @param executor where to run it
	 * @param task what to run
	 * @return cancels it
	 */
	synchronized Timer schedule(long delayMillis, Executor executor, Runnable task) {
		AtomicBoolean cancelled = new AtomicBoolean();
		Due entry = new Due(this.now + Math.max(0, delayMillis), this.order++, executor, () -> {
			// it may have been due already, and waited for its turn, when it was
			// cancelled
			if (!cancelled.get()) {
				task.run();
			}
		});
		this.due.add(entry);
		return () -> {
			cancelled.set(true);
			cancel(entry);
		};
	}

	private synchronized @Nullable Due takeDue(long until) {
		Due next = this.due.peek();
		if (next == null || next.at() > until) {
			return null;
		}
		this.due.remove();
		this.now = Math.max(this.now, next.at());
		return next;
	}

	private synchronized void setNow(long until) {
		this.now = Math.max(this.now, until);
	}

	private synchronized void cancel(Due entry) {
		this.due.remove(entry);
	}

	private record Due(long at, long order, Executor executor, Runnable task) {
	}

}
