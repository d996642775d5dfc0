package io.github.ablyspring.realtime.channel;

/**
 * The states of a channel (RTL2).
 */
public enum ChannelState {

	/** Nothing was asked for yet. */
	INITIALIZED,

	/** An attach is under way, or waits for the connection. */
	ATTACHING,

	/** Messages flow. */
	ATTACHED,

	/** A detach is under way. */
	DETACHING,

	/** Detached on request, or because the connection was closed. */
	DETACHED,

	/** Not attached for the time being; the client attaches again by itself. */
	SUSPENDED,

	/**
	 * Refused by the server, or lost for good; only an explicit attach leaves this state.
	 */
	FAILED;

	/**
	 * The event that announces this state.
	 * @return the event
	 */
	public ChannelEvent event() {
		return switch (this) {
			case INITIALIZED -> ChannelEvent.INITIALIZED;
			case ATTACHING -> ChannelEvent.ATTACHING;
			case ATTACHED -> ChannelEvent.ATTACHED;
			case DETACHING -> ChannelEvent.DETACHING;
			case DETACHED -> ChannelEvent.DETACHED;
			case SUSPENDED -> ChannelEvent.SUSPENDED;
			case FAILED -> ChannelEvent.FAILED;
		};
	}

}
