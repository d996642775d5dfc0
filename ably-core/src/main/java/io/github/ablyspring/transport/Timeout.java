package io.github.ablyspring.transport;

/**
 * A task that waits for its time; see {@link SerialLoop#schedule}.
 */
@FunctionalInterface
public interface Timeout {

	/**
	 * Takes the task back. On the loop, a task taken back in time never runs.
	 * @return {@code true} when the task had not run and will not
	 */
	boolean cancel();

}
