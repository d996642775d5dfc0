package io.github.ablyspring.realtime.connection;

import java.util.Map;

import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * The channels, as the connection sees them. Internal. All methods are called on the
 * client's loop.
 */
public interface ChannelFrames {

	/**
	 * A frame for a channel came in: everything with a channel name, also an ERROR.
	 * @param frame the frame
	 */
	void received(ProtocolMessage frame);

	/**
	 * The connection has entered a state (RTL3); not called for an UPDATE. Comes before
	 * any listener hears of the change (RTL3d1). When it is CONNECTED, ATTACH and DETACH
	 * frames sent from here go out before the queued publishes.
	 * @param change the change
	 */
	void connectionChanged(ConnectionStateChange change);

	/**
	 * The connection starts afresh after it was closed or failed: every channel goes back
	 * to its first state and forgets its error (RTN11d).
	 */
	void reinitialize();

	/**
	 * A presence frame that was queued before the connection came is about to be sent. A
	 * channel that is being attached again takes it back and sends it once attached
	 * (RTL3d2).
	 * @param frame a frame with the PRESENCE action
	 * @param listener its listener, which the channel has to call if it takes the frame
	 * @return whether the channel took it
	 */
	boolean takeBack(ProtocolMessage frame, AckListener listener);

	/**
	 * The serials of the attached channels, by name, for a recovery key (RTN16g). Unlike
	 * the rest this may be called on any thread.
	 * @return name to channel serial
	 */
	Map<String, String> channelSerials();

	/**
	 * Makes the channels of a recovery key with their serials (RTN16j). Called before the
	 * first connect.
	 * @param serials name to channel serial
	 */
	void recover(Map<String, String> serials);

}
