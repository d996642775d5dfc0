package io.github.ablyspring.transport;

/**
 * A task of which can be said whether an executor has got as far as to run it.
 */
interface Startable extends Runnable {

	/**
	 * Whether it has begun since it was last given to an executor.
	 * @return whether it has
	 */
	boolean hasBegun();

}
