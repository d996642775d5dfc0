package io.github.ablyspring.realtime.channel;

/**
 * The events a channel emits: one for each state, and {@link #UPDATE} for a change within
 * a state (RTL2).
 */
public enum ChannelEvent {

	/** The channel starts afresh together with its connection. */
	INITIALIZED,

	/** The state became {@link ChannelState#ATTACHING}. */
	ATTACHING,

	/** The state became {@link ChannelState#ATTACHED}. */
	ATTACHED,

	/** The state became {@link ChannelState#DETACHING}. */
	DETACHING,

	/** The state became {@link ChannelState#DETACHED}. */
	DETACHED,

	/** The state became {@link ChannelState#SUSPENDED}. */
	SUSPENDED,

	/** The state became {@link ChannelState#FAILED}. */
	FAILED,

	/**
	 * The state stays the same but something about it has changed: most often an attached
	 * channel may have missed messages (RTL12).
	 */
	UPDATE

}
