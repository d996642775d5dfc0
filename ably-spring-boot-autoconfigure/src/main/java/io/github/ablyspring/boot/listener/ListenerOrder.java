package io.github.ablyspring.boot.listener;

/**
 * Which messages stay in order when several of a channel are handled at the same time.
 */
public enum ListenerOrder {

	/** Those with the same name from the same client. */
	BY_KEY,

	/** None. */
	NONE

}
