package io.github.ablyspring.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A loop whose time passes only when the test says so. Tasks run on the thread of the
 * test, inside {@link #runUntilIdle()}, {@link #advance(Duration)} and {@link #await}, in
 * the order in which they came; timers run in the order of their times, then of their
 * creation.
 */
public final class VirtualLoop implements SerialLoop {

	private static final int MAX_TASKS_WITHOUT_TIME = 1_000_000;

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>();

	private final Instant start;

	private long nanos;

	private long created;

	private boolean running;

	/**
	 * Starts at an arbitrary fixed moment.
	 */
	public VirtualLoop() {
		this(Instant.parse("2026-01-15T12:00:00Z"));
	}

	/**
	 * Starts at the given moment.
	 * @param start the time of day at the beginning
	 */
	public VirtualLoop(Instant start) {
		this.start = start;
	}

	@Override
	public boolean inLoop() {
		return this.running;
	}

	@Override
	public synchronized void execute(Runnable task) {
		this.tasks.add(task);
	}

	@Override
	public synchronized Timeout schedule(Duration delay, Runnable task) {
		Timer timer = new Timer(this.nanos + Math.max(0, delay.toNanos()), this.created++, task);
		this.timers.add(timer);
		return () -> {
			synchronized (this) {
				this.timers.remove(timer);
				return timer.end();
			}
		};
	}

	@Override
	public synchronized Instant now() {
		return this.start.plusNanos(this.nanos);
	}

	@Override
	public synchronized long nanoTime() {
		return this.nanos;
	}

	/**
	 * Milliseconds since the epoch.
	 * @return now
	 */
	public long millis() {
		return now().toEpochMilli();
	}

	/**
	 * Where the code of users runs in a test: in turn with the tasks of the loop, and on
	 * the same thread, but as far as the client can see not on the loop.
	 * @return the executor
	 */
	public Executor users() {
		return (task) -> execute(() -> {
			this.running = false;
			task.run();
		});
	}

	/**
	 * Runs what is ready, and what that makes ready, without any time passing.
	 */
	public void runUntilIdle() {
		runUntil(() -> false);
	}

	/**
	 * Runs one task after the other, without any time passing, until a condition holds or
	 * nothing is left to do. Stops in between two tasks, so that a state that does not
	 * last is seen too.
	 * @param condition what to wait for
	 * @return whether the condition holds
	 */
	public boolean runUntil(BooleanSupplier condition) {
		int count = 0;
		while (!condition.getAsBoolean()) {
			Runnable task = next();
			if (task == null) {
				return false;
			}
			if (++count > MAX_TASKS_WITHOUT_TIME) {
				throw new IllegalStateException("The loop never comes to rest: a task keeps making new ones");
			}
			boolean before = this.running;
			this.running = true;
			try {
				task.run();
			}
			finally {
				this.running = before;
			}
		}
		return true;
	}

	/**
	 * Runs one task after the other until a condition holds, letting time pass from one
	 * timer to the next. Stops in between two tasks.
	 * @param condition what to wait for
	 * @param limit how much time may pass
	 * @return whether the condition holds
	 */
	public boolean runUntil(BooleanSupplier condition, Duration limit) {
		long end = nanoTime() + limit.toNanos();
		while (!runUntil(condition)) {
			if (!stepTo(end)) {
				return runUntil(condition);
			}
		}
		return true;
	}

	/**
	 * Lets time pass, running every timer at its own time.
	 * @param duration how much
	 */
	public void advance(Duration duration) {
		runUntilIdle();
		long end = nanoTime() + duration.toNanos();
		while (stepTo(end)) {
			runUntilIdle();
		}
		runUntilIdle();
	}

	/**
	 * Lets milliseconds pass.
	 * @param millis how many
	 */
	public void advance(long millis) {
		advance(Duration.ofMillis(millis));
	}

	/**
	 * Runs what is ready and gives the result of a future that must be complete by then.
	 * @param <T> the type of the result
	 * @param future the future
	 * @return its result
	 */
	public <T> T await(CompletableFuture<T> future) {
		return await(future, Duration.ZERO);
	}

	/**
	 * Lets time pass until a future is complete, from one timer to the next, and gives
	 * its result; a failure is thrown as it is, not wrapped.
	 * @param <T> the type of the result
	 * @param future the future
	 * @param limit how much time may pass
	 * @return its result
	 */
	public <T> T await(CompletableFuture<T> future, Duration limit) {
		runUntilIdle();
		long end = nanoTime() + limit.toNanos();
		while (!future.isDone() && nanoTime() < end && stepTo(end)) {
			runUntilIdle();
		}
		if (!future.isDone()) {
			throw new AssertionError("Not complete after " + limit + " of virtual time: " + future);
		}
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * How many timers wait, for finding those that nobody took back.
	 * @return the number of timers
	 */
	public synchronized int pendingTimers() {
		return this.timers.size();
	}

	private synchronized @Nullable Runnable next() {
		Timer timer = this.timers.peek();
		if (timer != null && timer.at <= this.nanos) {
			this.timers.poll();
			this.tasks.add(timer);
		}
		return this.tasks.poll();
	}

	// Moves to the next timer, or to the end; false when the end is reached.
	private synchronized boolean stepTo(long end) {
		Timer timer = this.timers.peek();
		if (timer == null || timer.at > end) {
			this.nanos = Math.max(this.nanos, end);
			return false;
		}
		this.nanos = Math.max(this.nanos, timer.at);
		return true;
	}

	/**
	 * A duration in milliseconds.
	 * @return the time passed since the loop was made
	 */
	public synchronized long elapsedMillis() {
		return TimeUnit.NANOSECONDS.toMillis(this.nanos);
	}

	private static final class Timer implements Runnable, Comparable<Timer> {

		private final long at;

		private final long number;

		private final Runnable task;

		private boolean over;

		Timer(long at, long number, Runnable task) {
			this.at = at;
			this.number = number;
			this.task = task;
		}

		boolean end() {
			boolean first = !this.over;
			this.over = true;
			return first;
		}

		@Override
		public void run() {
			if (end()) {
				this.task.run();
			}
		}

		@Override
		public int compareTo(Timer other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.number, other.number);
		}

	}

}
