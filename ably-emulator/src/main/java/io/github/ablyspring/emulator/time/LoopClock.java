package io.github.ablyspring.emulator.time;

import java.util.concurrent.Executor;

import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop takes its time from: the system, or a clock that a test owns.
 */
public final class LoopClock {

	private final @Nullable ManualClock manual;

	/**
	 * Creates one.
	 * @param manual the clock of a test, or {@code null} for the system's
	 */
	public LoopClock(@Nullable ManualClock manual) {
		this.manual = manual;
	}

	/**
	 * The time.
	 * @return milliseconds since the epoch
	 */
	public long now() {
		return (this.manual != null) ? this.manual.millis() : System.currentTimeMillis();
	}

	/**
	 * Schedules on the clock of a test, if there is one.
	 * @param delayMillis how long to wait
	 * @param executor where to run the task
	 * @param task what to run
	 * @return cancels it, or {@code null} when time is the system's
	 */
	public @Nullable Timer schedule(long delayMillis, Executor executor, Runnable task) {
		return (this.manual != null) ? this.manual.schedule(delayMillis, executor, task) : null;
	}

}
