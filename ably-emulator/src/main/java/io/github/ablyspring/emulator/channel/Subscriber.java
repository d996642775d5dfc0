package io.github.ablyspring.emulator.channel;

import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * Whoever is attached to channels: a connection, as a channel sees it.
 */
public interface Subscriber {

	/**
	 * The id of the connection.
	 * @return the id
	 */
	String connectionId();

	/**
	 * Tells whether the connection wants its own messages back.
	 * @return whether it does
	 */
	boolean echo();

	/**
	 * Tells whether the connection takes more at present. When it does not, an attachment
	 * falls behind and catches up from the log later.
	 * @return whether it does
	 */
	boolean ready();

	/**
	 * Sends a frame that others get as well.
	 * @param frame the frame, which stays with the caller
	 */
	void send(OutFrame frame);

	/**
	 * Sends a frame.
	 * @param message what it says
	 */
	void send(ProtocolMessage message);

}
