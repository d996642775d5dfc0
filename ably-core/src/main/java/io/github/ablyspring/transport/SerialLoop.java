package io.github.ablyspring.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Runs the tasks of one client one after the other, in the order in which they came, and
 * keeps its time. Whatever a client must remember is touched on its loop only, so nothing
 * needs a lock. User code never runs here.
 */
public interface SerialLoop extends Executor {

	/**
	 * Whether the calling thread is just now running a task of this loop.
	 * @return {@code true} on the loop
	 */
	boolean inLoop();

	/**
	 * Runs a task on the loop once the delay has passed.
	 * @param delay how long to wait; not positive means at the next turn
	 * @param task what to run
	 * @return the means to take the task back
	 */
	Timeout schedule(Duration delay, Runnable task);

	/**
	 * The time of day, for whatever is compared with times of others.
	 * @return now
	 */
	Instant now();

	/**
	 * A time that only runs forward, for measuring how long something took.
	 * @return nanoseconds since an arbitrary moment
	 */
	long nanoTime();

	/**
	 * The loop that does the work, when this one only stands for it.
	 * @return the loop, this one as a rule
	 */
	default SerialLoop current() {
		return this;
	}

	/**
	 * Runs the task at once when already on the loop, otherwise puts it in the queue.
	 * @param task what to run
	 */
	default void run(Runnable task) {
		if (inLoop()) {
			task.run();
		}
		else {
			execute(task);
		}
	}

}
