package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Watches a connection from outside, for metrics and for hooks: unlike listeners it
 * cannot be taken away by the application. Runs on the user executor; what it throws is
 * reported and changes nothing.
 */
public interface ConnectionObserver {

	/**
	 * The connection has changed.
	 * @param change the change, maybe an UPDATE
	 */
	default void stateChanged(ConnectionStateChange change) {
	}

	/**
	 * A heartbeat was sent to measure the way to the server.
	 */
	default void heartbeatSent() {
	}

	/**
	 * A heartbeat came from the server, as a frame or as a ping of the transport.
	 * @param roundTrip how long the answer took, when it is one
	 */
	default void heartbeatReceived(@Nullable Duration roundTrip) {
	}

	/**
	 * The server did not answer a heartbeat, or was silent for too long.
	 */
	default void heartbeatTimedOut() {
	}

	/**
	 * A frame came with an action this version does not know; it was ignored.
	 * @param code the action's number
	 */
	default void unknownAction(int code) {
	}

}
