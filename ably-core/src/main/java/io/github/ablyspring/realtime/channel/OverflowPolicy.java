package io.github.ablyspring.realtime.channel;

/**
 * What happens when a channel's listeners do not keep up and its mailbox is full.
 */
public enum OverflowPolicy {

	/**
	 * Stop reading from the socket, so that the server feels the back-pressure. This
	 * holds up the whole connection, hence for a bounded time only; after that the oldest
	 * messages are dropped.
	 */
	PAUSE_READING,

	/**
	 * Drop the oldest messages, count them and tell.
	 */
	DROP_OLDEST

}
