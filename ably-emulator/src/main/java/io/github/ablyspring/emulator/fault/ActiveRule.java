package io.github.ablyspring.emulator.fault;

import java.util.UUID;

/**
 * A rule that is in force.
 */
final class ActiveRule {

	private final String id = UUID.randomUUID().toString();

	private final FaultRule rule;

	private int seen;

	private int fired;

	ActiveRule(FaultRule rule) {
		this.rule = rule;
	}

	String id() {
		return this.id;
	}

	FaultRule rule() {
		return this.rule;
	}

	int fired() {
		return this.fired;
	}

	/**
	 * Counts one more occasion.
	 * @param count which occasion is meant; zero is any
	 * @return whether it is this one
	 */
	boolean isDueAt(int count) {
		this.seen++;
		return count == 0 || this.seen == count;
	}

	/**
	 * Counts that the rule applied.
	 * @return whether it may apply again
	 */
	boolean fire() {
		this.fired++;
		return this.rule.times() == 0 || this.fired < this.rule.times();
	}

}
