package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.SerialLoop;

/**
 * Notices when the server has been silent for too long (RTN23a). A sign of life only
 * notes the time; the one timer there is looks at the note when it fires.
 */
final class IdleWatch {

	private final SerialLoop loop;

	private final Runnable silent;

	private long limit;

	private long last;

	private boolean paused;

	private final Alarm timer;

	IdleWatch(SerialLoop loop, Runnable silent) {
		this.loop = loop;
		this.silent = silent;
		this.timer = new Alarm(loop);
	}

	/**
	 * Watches from now on, or changes the limit.
	 * @param limit how long silence may last; zero means for ever
	 */
	void start(Duration limit) {
		this.timer.cancel();
		this.limit = limit.toNanos();
		this.last = this.loop.nanoTime();
		if (this.limit > 0 && !this.paused) {
			schedule(this.limit);
		}
	}

	void stop() {
		this.timer.cancel();
		this.limit = 0;
	}

	void touch() {
		if (this.limit > 0) {
			this.last = this.loop.nanoTime();
		}
	}

	/**
	 * While nothing is read, silence says nothing about the server.
	 */
	void pause() {
		this.paused = true;
		this.timer.cancel();
	}

	void resume() {
		this.paused = false;
		if (this.limit > 0) {
			start(Duration.ofNanos(this.limit));
		}
	}

	private void check() {
		long left = this.limit - (this.loop.nanoTime() - this.last);
		if (left > 0) {
			schedule(left);
		}
		else {
			this.limit = 0;
			this.silent.run();
		}
	}

	private void schedule(long nanos) {
		this.timer.set(Duration.ofNanos(nanos), this::check);
	}

}
