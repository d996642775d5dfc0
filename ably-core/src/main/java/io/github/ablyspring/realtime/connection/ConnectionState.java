package io.github.ablyspring.realtime.connection;

/**
 * The states of a connection (RTN27).
 */
public enum ConnectionState {

	/** Nothing was tried yet. */
	INITIALIZED,

	/**
	 * A connection is being made: a token obtained, a transport opened, or the server's
	 * answer awaited.
	 */
	CONNECTING,

	/** The server has confirmed the connection. */
	CONNECTED,

	/**
	 * Not connected; another attempt follows soon. What is published meanwhile is queued.
	 */
	DISCONNECTED,

	/**
	 * Not connected for so long that continuity is probably lost; attempts go on at
	 * longer intervals.
	 */
	SUSPENDED,

	/** Closing was asked for, and the server's confirmation is awaited. */
	CLOSING,

	/** Closed on request. */
	CLOSED,

	/**
	 * Failed for a reason that trying again does not mend; only an explicit connect
	 * leaves this state.
	 */
	FAILED;

	/**
	 * The event that announces this state.
	 * @return the event
	 */
	public ConnectionEvent event() {
		return switch (this) {
			case INITIALIZED -> ConnectionEvent.INITIALIZED;
			case CONNECTING -> ConnectionEvent.CONNECTING;
			case CONNECTED -> ConnectionEvent.CONNECTED;
			case DISCONNECTED -> ConnectionEvent.DISCONNECTED;
			case SUSPENDED -> ConnectionEvent.SUSPENDED;
			case CLOSING -> ConnectionEvent.CLOSING;
			case CLOSED -> ConnectionEvent.CLOSED;
			case FAILED -> ConnectionEvent.FAILED;
		};
	}

	/**
	 * Whether a publish waits in this state for the connection to come, rather than
	 * failing (RTL6c2).
	 * @return whether messages queue
	 */
	public boolean queues() {
		return this == INITIALIZED || this == CONNECTING || this == DISCONNECTED;
	}

}
