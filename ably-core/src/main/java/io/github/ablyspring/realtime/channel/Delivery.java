package io.github.ablyspring.realtime.channel;

/**
 * Something other than a frame of messages that waits in a channel's mailbox for its
 * turn: a change of state, presence events. Never dropped because of messages.
 */
@FunctionalInterface
interface Delivery {

	/**
	 * Does what is to be done, on the user executor.
	 */
	void deliver();

	/**
	 * How many items this stands for.
	 * @return the number that counts against the capacity of the mailbox
	 */
	default int weight() {
		return 1;
	}

}
