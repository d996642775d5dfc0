package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the server is never silent for longer than it promised. One timer,
 * re-armed when it fires, however much is sent.
 */
final class IdleWatch {

	private final EmulatorLoop loop;

	private final long interval;

	private final Runnable sayHello;

	private long lastSent;

	private @Nullable Timer timer;

	IdleWatch(EmulatorLoop loop, long interval, Runnable sayHello) {
		this.loop = loop;
		this.interval = interval;
		this.sayHello = sayHello;
	}

	void sent() {
		this.lastSent = this.loop.now();
	}

	void start() {
		stop();
		sent();
		if (this.interval > 0) {
			this.timer = this.loop.schedule(this.interval, this::check);
		}
	}

	private void check() {
		long silent = this.loop.now() - this.lastSent;
		if (silent >= this.interval) {
			this.sayHello.run();
			sent();
			silent = 0;
		}
		this.timer = this.loop.schedule(this.interval - silent, this::check);
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}
