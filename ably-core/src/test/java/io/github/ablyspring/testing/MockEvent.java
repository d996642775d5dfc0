package io.github.ablyspring.testing;

import java.time.Instant;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a {@link MockWebSocket}.
 *
 * @param type what
 * @param time when, by the clock of the loop
 * @param connection on which connection
 * @param message the frame, if the event is about one
 * @param error the error, if there was one
 */
public record MockEvent(Type type, Instant time, MockConnection connection, @Nullable ProtocolMessage message,
		@Nullable ErrorInfo error) {

	/**
	 * The frame of an event that is about one.
	 * @return the frame
	 */
	public ProtocolMessage frame() {
		if (this.message == null) {
			throw new AssertionError("No frame belongs to " + this);
		}
		return this.message;
	}

	/**
	 * The kinds of events.
	 */
	public enum Type {

		/** The client attempted to connect. */
		CONNECTION_ATTEMPT,

		/** The connection was opened. */
		CONNECTION_SUCCESS,

		/** The connection could not be opened. */
		CONNECTION_FAILURE,

		/** The client sent a frame. */
		MESSAGE_FROM_CLIENT,

		/** The test sent a frame to the client. */
		MESSAGE_TO_CLIENT,

		/** The test sent a ping to the client. */
		PING_FRAME,

		/** The test closed or broke the connection. */
		SERVER_DISCONNECT,

		/** The client closed the connection. */
		CLIENT_CLOSE

	}

}
