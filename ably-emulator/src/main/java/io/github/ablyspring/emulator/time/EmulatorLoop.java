package io.github.ablyspring.emulator.time;

import java.util.concurrent.Executor;

/**
 * The one thread of an emulator. All of its state is touched here and nowhere else, so
 * nothing needs a lock.
 */
public interface EmulatorLoop extends Executor {

	/**
	 * Milliseconds since the epoch, by the emulator's clock.
	 * @return the time
	 */
	long now();

	/**
	 * Tells whether the caller runs on this loop.
	 * @return whether it does
	 */
	boolean inLoop();

	/**
	 * Runs a task on this loop after a while, by the emulator's clock.
	 * @param delayMillis how long to wait; zero or less is as soon as possible
	 * @param task what to run
	 * @return cancels it
	 */
	Timer schedule(long delayMillis, Runnable task);

	/**
	 * Runs a task on this loop after a while by the time on the wall, whatever clock the
	 * emulator has: for what concerns sockets.
	 * @param delayMillis how long to wait
	 * @param task what to run
	 * @return cancels it
	 */
	Timer scheduleReal(long delayMillis, Runnable task);

	/**
	 * Something that is to happen later.
	 */
	@FunctionalInterface
	interface Timer {

		/**
		 * Lets it not happen. Does nothing when it has happened already.
		 */
		void cancel();

	}

}
