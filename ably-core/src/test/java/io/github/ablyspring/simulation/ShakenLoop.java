package io.github.ablyspring.simulation;

import java.time.Duration;

import io.github.ablyspring.testing.DelegatingLoop;
import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.Timeout;

/**
 * The loop of a client whose timers are never quite on time, so that their order differs
 * from run to run.
 */
final class ShakenLoop extends DelegatingLoop {

	private final Chance chance;

	ShakenLoop(VirtualLoop loop, Chance chance) {
		super(loop);
		this.chance = chance;
	}

	@Override
	public Timeout schedule(Duration delay, Runnable task) {
		return super.schedule(delay.plus(this.chance.millis(0, 40)), task);
	}

}
