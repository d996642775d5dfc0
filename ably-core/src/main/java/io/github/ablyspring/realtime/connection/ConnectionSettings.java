package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.Hosts;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a client say about its connection. Internal.
 *
 * @param hosts where to connect
 * @param format the format of the frames
 * @param agent the library identifier (RTN2g)
 * @param clientId the configured client id, if there is one
 * @param echoMessages whether one's own messages come back
 * @param queueMessages whether publishes wait while there is no connection
 * @param transportParams parameters for the connect URL, which win over the library's own
 * @param recover the recovery key of an earlier connection, if there is one
 * @param requestTimeout how long the server may take to answer (TO3l11)
 * @param openTimeout how long opening a socket may take (TO3l3)
 * @param disconnectedRetryTimeout the base of the delay between attempts (TO3l1)
 * @param suspendedRetryTimeout the delay between attempts while suspended (TO3l2)
 * @param connectionStateTtl how long a lost connection stays disconnected before it is
 * suspended, unless the server says otherwise (DF1a)
 * @param maxPendingPublishes how many publishes may be queued or unacknowledged
 */
public record ConnectionSettings(Hosts hosts, WireFormat format, String agent, @Nullable String clientId,
		boolean echoMessages, boolean queueMessages, Map<String, String> transportParams, @Nullable String recover,
		Duration requestTimeout, Duration openTimeout, Duration disconnectedRetryTimeout,
		Duration suspendedRetryTimeout, Duration connectionStateTtl, int maxPendingPublishes) {

	public ConnectionSettings {
		transportParams = Map.copyOf(transportParams);
	}

	/**
	 * Says nothing of keys.
	 */
	@Override
	public String toString() {
		return "ConnectionSettings[" + this.hosts + ", " + this.format + "]";
	}

}
