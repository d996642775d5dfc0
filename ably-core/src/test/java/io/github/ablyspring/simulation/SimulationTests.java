package io.github.ablyspring.simulation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.fail;

/**
 * Runs simulations, each of which follows from its seed: {@code -Dsimulation.seeds=N}
 * runs N of them, {@code -Dsimulation.first=SEED} begins with a certain one. A failure
 * names its seed.
 */
class SimulationTests {

	private static final int DEFAULT_SEEDS = 3000;

	@Test
	void everythingConvergesHoweverBadlyTheNetworkBehaves() {
		long first = Long.getLong("simulation.first", 1);
		long count = Long.getLong("simulation.seeds", DEFAULT_SEEDS);
		for (long seed = first; seed < first + count; seed++) {
			try {
				new Simulation(seed).run();
			}
			catch (Throwable ex) {
				fail("Simulation failed with seed " + seed + "; run it again with -Dsimulation.first=" + seed
						+ " -Dsimulation.seeds=1", ex);
			}
		}
	}

}
