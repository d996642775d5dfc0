package io.github.ablyspring.transport;

import io.github.ablyspring.protocol.ProtocolMessage;

/**
 * One connection of a {@link RealtimeTransport}. All methods are called on the client's
 * loop.
 */
public interface TransportConnection {

	/**
	 * Writes a frame. Frames written during one turn of the loop go out together. A
	 * connection that is not open, or no longer, drops the frame: the client sends again
	 * what matters when it is connected next.
	 * @param message the frame
	 */
	void send(ProtocolMessage message);

	/**
	 * Closes the connection, open or not. The listener's {@link TransportListener#closed}
	 * follows unless it was called already. Calling it again does nothing.
	 * @param code the WebSocket close code
	 * @param reason the close reason, without anything secret
	 */
	void close(int code, String reason);

	/**
	 * Stops or resumes reading from the network, for back-pressure. Frames that were read
	 * already may still be delivered.
	 * @param on whether to read
	 */
	void setReading(boolean on);

	/**
	 * Whether the network takes more without queueing beyond the high-water mark. When it
	 * turns {@code true} again, {@link TransportListener#writableAgain()} is called.
	 * @return whether to go on writing
	 */
	boolean writable();

}
