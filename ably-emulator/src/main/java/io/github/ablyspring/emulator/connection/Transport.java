package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * What carries the frames of a connection to its client.
 */
public interface Transport {

	/**
	 * Tells whether it takes more at present.
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

	/**
	 * Sends something that is no frame.
	 */
	void sendGarbage();

	/**
	 * Shows the client that the server is there, below the protocol.
	 * @return whether that is possible here
	 */
	boolean ping();

	/**
	 * Takes frames of the client, or lets them wait on the line.
	 * @param on whether to take them
	 */
	void read(boolean on);

	/**
	 * Closes properly, after what was sent.
	 * @param code why, as WebSockets say it
	 */
	void close(int code);

	/**
	 * Cuts the line.
	 */
	void abort();

}
