package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the channels may ask of the connection. Internal. All methods are called on the
 * client's loop.
 */
public interface ConnectionLink {

	/**
	 * The current state. While {@link ChannelFrames#connectionChanged} runs it is the new
	 * one already.
	 * @return the state
	 */
	ConnectionState state();

	/**
	 * The error with which to refuse what the current state does not allow: the reason of
	 * the state when there is one.
	 * @return the error, never of the connected state
	 */
	ErrorInfo stateError();

	/**
	 * The id of the connection.
	 * @return the id, or {@code null} when there is none
	 */
	@Nullable String connectionId();

	/**
	 * The details of the last CONNECTED frame, or the defaults before one came.
	 * @return the details
	 */
	ConnectionDetails details();

	/**
	 * Writes a frame that expects no acknowledgement: ATTACH, DETACH, SYNC. Dropped
	 * unless connected; the channels send again what they still want when
	 * {@link ChannelFrames#connectionChanged} tells of a new connection (RTN19b).
	 * @param frame the frame
	 */
	void send(ProtocolMessage frame);

	/**
	 * Publishes a frame that the server acknowledges: MESSAGE, PRESENCE, ANNOTATION,
	 * OBJECT (RTN7). The connection gives it its serial, queues it while there is no
	 * connection (RTL6c2), sends it again when the transport was lost before the
	 * acknowledgement (RTN19a), and fails it when the state forbids it or the queue is
	 * full.
	 * @param frame the frame, without {@code msgSerial}
	 * @param listener hears once how it ended
	 * @return the handle by which to give it up
	 */
	PendingPublish publish(ProtocolMessage frame, AckListener listener);

	/**
	 * Stops reading from the socket until the hold is released; several holds may
	 * overlap. Idle detection pauses too, so that a slow listener never costs the
	 * connection.
	 * @return the hold
	 */
	ReadHold holdReading();

	/**
	 * A reason not to read from the socket.
	 */
	@FunctionalInterface
	interface ReadHold {

		/**
		 * Gives the reason up; a second call does nothing. On the loop.
		 */
		void release();

	}

}
