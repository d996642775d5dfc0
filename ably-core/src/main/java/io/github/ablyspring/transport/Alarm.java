package io.github.ablyspring.transport;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One task that waits for its time, or none: setting another one takes the first back.
 * Internal. Lives on its loop.
 */
public final class Alarm {

	private final SerialLoop loop;

	private @Nullable Timeout pending;

	/**
	 * Creates an alarm that is not set.
	 * @param loop keeps the time, and runs what the alarm is set to
	 */
	public Alarm(SerialLoop loop) {
		this.loop = loop;
	}

	/**
	 * Sets the alarm, whatever it was set to before.
	 * @param delay how long to wait
	 * @param task what to run then
	 */
	public void set(Duration delay, Runnable task) {
		cancel();
		this.pending = this.loop.schedule(delay, () -> {
			this.pending = null;
			task.run();
		});
	}

	/** Takes back what the alarm is set to, if anything. */
	public void cancel() {
		Timeout timeout = this.pending;
		if (timeout != null) {
			this.pending = null;
			timeout.cancel();
		}
	}

	/**
	 * Whether something waits.
	 * @return whether the alarm is set
	 */
	public boolean isSet() {
		return this.pending != null;
	}

}
