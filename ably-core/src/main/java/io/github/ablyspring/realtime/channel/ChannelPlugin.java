package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.AckListener;

/**
 * A part of a channel that lives beside its messages: presence, objects. Internal. All
 * methods are called on the client's loop, in the order in which things happen.
 */
public interface ChannelPlugin {

	/** Takes no interest in anything. */
	ChannelPlugin NONE = new ChannelPlugin() {
	};

	/**
	 * The server has said that the channel is attached. The channel's state is
	 * {@code ATTACHED} already; listeners have not heard of it yet.
	 * @param attached what the server said
	 * @param again whether the channel was attached before, too (RTL12)
	 */
	default void attached(ProtocolMessage attached, boolean again) {
	}

	/**
	 * The channel has changed its state; comes before {@link #attached} when it is
	 * attached now. Listeners have not heard of it yet.
	 * @param state the new state
	 * @param change what happened
	 */
	default void stateChanged(ChannelState state, ChannelStateChange change) {
	}

	/**
	 * A PRESENCE, SYNC, OBJECT or OBJECT_SYNC frame has come in while attached.
	 * @param frame the frame
	 */
	default void received(ProtocolMessage frame) {
	}

	/**
	 * Whether the channel must stay attached for this part's sake, though nobody listens
	 * to its messages.
	 * @return whether it is in use
	 */
	default boolean inUse() {
		return false;
	}

	/**
	 * A queued frame comes back to be sent once attached (RTL3d2).
	 * @param frame the frame
	 * @param listener hears how it ends, if the frame is taken
	 * @return whether it was taken
	 */
	default boolean takeBack(ProtocolMessage frame, AckListener listener) {
		return false;
	}

	/**
	 * The channel is released: nothing comes any more.
	 * @param reason the error for what is still waiting
	 */
	default void released(AblyException reason) {
	}

}
