package io.github.ablyspring.simulation;

import java.time.Duration;
import java.time.Instant;

import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;

/**
 * The loop of a client whose timers are never quite on time, so that their order differs
 * from run to run.
 */
final class ShakenLoop implements SerialLoop {

	private final VirtualLoop loop;

	private final Chance chance;

	ShakenLoop(VirtualLoop loop, Chance chance) {
		this.loop = loop;
		this.chance = chance;
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
		return this.loop.schedule(delay.plus(this.chance.millis(0, 40)), task);
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
