package io.github.ablyspring.transport;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.UnknownListener;
import org.jspecify.annotations.Nullable;

/**
 * What hears of a {@link TransportConnection}. All methods are called on the client's
 * loop.
 */
public interface TransportListener extends UnknownListener {

	/**
	 * The connection is open: frames can be written.
	 */
	void opened();

	/**
	 * A frame came in.
	 * @param message the decoded frame
	 */
	void received(ProtocolMessage message);

	/**
	 * The frame at hand contains something that is not known; it is received all the
	 * same.
	 */
	@Override
	default void unknown(Kind kind, String where, String what) {
	}

	/**
	 * The server showed a sign of life below the level of frames, such as a WebSocket
	 * ping. Frames count as activity too but are not told twice.
	 */
	void activity();

	/**
	 * The connection takes writes again, after {@link TransportConnection#writable()} was
	 * {@code false}.
	 */
	void writableAgain();

	/**
	 * The connection is gone, or could not be opened. Nothing follows.
	 * @param cause what went wrong, or {@code null} when it was closed in an orderly way
	 */
	void closed(@Nullable TransportException cause);

}
