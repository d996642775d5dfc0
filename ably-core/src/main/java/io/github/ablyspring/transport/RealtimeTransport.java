package io.github.ablyspring.transport;

/**
 * Opens the connections that realtime clients live on: the seam between the realtime
 * client and the network.
 * <p>
 * Everything a transport tells goes to the {@link TransportListener} on the given loop,
 * in order, and nothing is told after {@link TransportListener#closed}. An implementation
 * may serve many clients at the same time.
 */
public interface RealtimeTransport {

	/**
	 * Starts to open a connection and returns at once. Called on the loop; the listener
	 * hears of the outcome later, never from within this call.
	 * @param request where to connect and how
	 * @param loop the loop of the client; all calls to the listener are made on it
	 * @param listener what hears of the connection
	 * @return the connection, which may be closed before it is open
	 */
	TransportConnection connect(TransportRequest request, SerialLoop loop, TransportListener listener);

	/**
	 * Whether this transport notices the server's pings and tells them as
	 * {@link TransportListener#activity()}. If not, the server is asked to send heartbeat
	 * frames instead (RTN23b).
	 * @return whether pings are seen
	 */
	default boolean observesPings() {
		return false;
	}

}
