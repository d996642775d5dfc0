package io.github.ablyspring.transport;

/**
 * How much a client tells (TO3b), from nothing to everything.
 */
public enum LogLevel {

	/** Nothing at all. */
	NONE,

	/** What failed and needs somebody's attention. */
	ERROR,

	/** What is odd but was handled. The default. */
	WARN,

	/** The few events in the life of a client. */
	INFO,

	/** Requests, state changes, renewals. */
	DEBUG,

	/** Everything. */
	VERBOSE;

	/**
	 * Whether a client set to this level tells an event of the given level.
	 * @param event the level of the event
	 * @return {@code true} when it is told
	 */
	public boolean includes(LogLevel event) {
		return this.ordinal() >= event.ordinal() && event != NONE;
	}

}
