package io.github.ablyspring.realtime.connection;

/**
 * The events a connection emits: one for each state, and {@link #UPDATE} for a change
 * within a state (RTN4).
 */
public enum ConnectionEvent {

	/** Never emitted: a connection does not come back to its first state. */
	INITIALIZED,

	/** The state became {@link ConnectionState#CONNECTING}. */
	CONNECTING,

	/** The state became {@link ConnectionState#CONNECTED}. */
	CONNECTED,

	/** The state became {@link ConnectionState#DISCONNECTED}. */
	DISCONNECTED,

	/** The state became {@link ConnectionState#SUSPENDED}. */
	SUSPENDED,

	/** The state became {@link ConnectionState#CLOSING}. */
	CLOSING,

	/** The state became {@link ConnectionState#CLOSED}. */
	CLOSED,

	/** The state became {@link ConnectionState#FAILED}. */
	FAILED,

	/** The connection stays connected, with new details or an error to report (RTN24). */
	UPDATE

}
