package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.SerialLoop;

/**
 * When the next attempt is due, and when a connection that does not come back is to be
 * called suspended (RTN14d, RTN14e).
 */
final class RetrySchedule {

	private static final long STABLE_NANOS = Duration.ofSeconds(1).toNanos();

	// So many connections in a row may be lost within a second before the next attempt
	// has to wait.
	private static final int MAX_RAPID = 3;

	private final SerialLoop loop;

	private final ReconnectDelay delay;

	private final ConnectionSettings settings;

	private final Runnable attempt;

	private final Runnable expired;

	private final Alarm retry;

	private final Alarm timeToLive;

	private int retries;

	private int rapid;

	private long connectedAt;

	private boolean suspended;

	/**
	 * Creates a schedule.
	 * @param attempt called when an attempt is due
	 * @param expired called when the time to live of the lost connection is over
	 */
	RetrySchedule(ConnectionContext context, Runnable attempt, Runnable expired) {
		this.loop = context.loop();
		this.delay = context.delay();
		this.settings = context.settings();
		this.attempt = attempt;
		this.expired = expired;
		this.retry = new Alarm(this.loop);
		this.timeToLive = new Alarm(this.loop);
	}

	void connected() {
		stop();
		this.retries = 0;
		this.connectedAt = this.loop.nanoTime();
	}

	/**
	 * The connection was lost.
	 * @return whether to try again at once (RTN15a): not when connections keep breaking
	 * as soon as they are made
	 */
	boolean lost(Duration timeToLive) {
		startTimeToLive(timeToLive);
		boolean stable = this.loop.nanoTime() - this.connectedAt >= STABLE_NANOS;
		this.rapid = stable ? 1 : this.rapid + 1;
		return this.rapid <= MAX_RAPID;
	}

	void startTimeToLive(Duration timeToLive) {
		if (!this.timeToLive.isSet() && !this.suspended) {
			this.timeToLive.set(timeToLive, () -> {
				this.suspended = true;
				this.expired.run();
			});
		}
	}

	/**
	 * Whether a connection that is not there counts as suspended by now.
	 */
	boolean isSuspended() {
		return this.suspended;
	}

	/**
	 * Schedules the next attempt.
	 * @return how long it takes until then
	 */
	Duration schedule() {
		Duration wait = this.suspended ? this.settings.suspendedRetryTimeout()
				: this.delay.delay(++this.retries, this.settings.disconnectedRetryTimeout());
		scheduleIn(wait);
		return wait;
	}

	void scheduleIn(Duration wait) {
		this.retry.set(wait, this.attempt);
	}

	void cancelRetry() {
		this.retry.cancel();
	}

	/**
	 * Forgets everything that is scheduled.
	 */
	void stop() {
		this.retry.cancel();
		this.timeToLive.cancel();
		this.suspended = false;
	}

	/**
	 * Counts retries from one again.
	 */
	void reset() {
		stop();
		this.retries = 0;
	}

}
