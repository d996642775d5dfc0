package io.github.ablyspring.realtime.presence;

import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * Which members to get (RTP11c).
 *
 * @param waitForSync whether to wait until all members are known
 * @param clientId only members of this client, {@code null} for all
 * @param connectionId only members of this connection, {@code null} for all
 */
public record PresenceQuery(boolean waitForSync, @Nullable String clientId, @Nullable String connectionId) {

	private static final PresenceQuery ALL = new PresenceQuery(true, null, null);

	/**
	 * All members, as soon as all are known.
	 * @return the query
	 */
	public static PresenceQuery all() {
		return ALL;
	}

	/**
	 * The same, whether or not all members are known yet.
	 * @return the query
	 */
	public PresenceQuery withoutWaiting() {
		return new PresenceQuery(false, this.clientId, this.connectionId);
	}

	/**
	 * The same, for one client only.
	 * @param clientId the client
	 * @return the query
	 */
	public PresenceQuery ofClient(String clientId) {
		return new PresenceQuery(this.waitForSync, clientId, this.connectionId);
	}

	/**
	 * The same, for one connection only.
	 * @param connectionId the connection
	 * @return the query
	 */
	public PresenceQuery ofConnection(String connectionId) {
		return new PresenceQuery(this.waitForSync, this.clientId, connectionId);
	}

	boolean isForAll() {
		return this.clientId == null && this.connectionId == null;
	}

	boolean matches(PresenceMessage member) {
		return (this.clientId == null || this.clientId.equals(member.clientId()))
				&& (this.connectionId == null || this.connectionId.equals(member.connectionId()));
	}

}
