package io.github.ablyspring.emulator.fault;

/**
 * Takes a rule back. <pre>
 * try (FaultHandle outage = faults.add(rule)) {
 *     …
 * }
 * </pre>
 */
public interface FaultHandle extends AutoCloseable {

	/**
	 * Tells how often the rule has applied.
	 * @return how often
	 */
	int fired();

	/**
	 * Removes the rule.
	 */
	void remove();

	@Override
	default void close() {
		remove();
	}

}
