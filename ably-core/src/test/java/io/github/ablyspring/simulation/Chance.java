package io.github.ablyspring.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Decides what happens in a simulation, and remembers whether anything may go wrong at
 * all.
 */
final class Chance {

	private final Random random;

	private boolean calm;

	Chance(long seed) {
		this.random = new Random(seed);
	}

	/** From now on nothing goes wrong. */
	void calmDown() {
		this.calm = true;
	}

	boolean isCalm() {
		return this.calm;
	}

	/** Whether something goes wrong that does so with the given probability. */
	boolean mishap(double probability) {
		return !this.calm && this.random.nextDouble() < probability;
	}

	boolean of(double probability) {
		return this.random.nextDouble() < probability;
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	double fraction() {
		return this.random.nextDouble();
	}

	<T> T oneOf(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	Duration millis(int from, int to) {
		return Duration.ofMillis(from + below(to - from + 1));
	}

}
