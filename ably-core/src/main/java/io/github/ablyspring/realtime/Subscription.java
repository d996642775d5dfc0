package io.github.ablyspring.realtime;

/**
 * A registered listener, as a handle to take it away again.
 */
@FunctionalInterface
public interface Subscription {

	/**
	 * Takes the listener away. Doing so twice, or after the listener is gone for another
	 * reason, does nothing.
	 */
	void unsubscribe();

}
