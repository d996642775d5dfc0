package io.github.ablyspring.boot.listener;

/**
 * What of a channel a listener is called with.
 */
public enum ListenerSource {

	/** Its messages. */
	MESSAGES,

	/** Its presence members. */
	PRESENCE,

	/** The annotations of its messages. */
	ANNOTATIONS

}
