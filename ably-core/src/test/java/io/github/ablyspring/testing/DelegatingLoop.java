package io.github.ablyspring.testing;

import java.time.Duration;
import java.time.Instant;

import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;

/**
 * A loop that stands for another one, which does the work. What is to be different is up
 * to the subclass.
 */
public abstract class DelegatingLoop implements SerialLoop {

	private final SerialLoop loop;

	protected DelegatingLoop(SerialLoop loop) {
		this.loop = loop;
	}

	@Override
	public SerialLoop current() {
		return this.loop.current();
	}

	@Override
	public boolean inLoop() {
		return this.loop.inLoop();
	}

	@Override
	public void execute(Runnable task) {
		this.loop.execute(task);
	}

	@Override
	public Timeout schedule(Duration delay, Runnable task) {
		return this.loop.schedule(delay, task);
	}

	@Override
	public Instant now() {
		return this.loop.now();
	}

	@Override
	public long nanoTime() {
		return this.loop.nanoTime();
	}

}
