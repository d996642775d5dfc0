package io.github.ablyspring.realtime.presence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * The members that entered over this client's own connection, as the server has confirmed
 * them, by client id (RTP17, RTP17h). Not for more than one thread.
 */
final class LocalPresenceMap {

	private final Map<String, PresenceMessage> members = new LinkedHashMap<>();

	/**
	 * Takes in that a member is there (RTP17b).
	 * @param message says so
	 */
	void put(PresenceMessage message) {
		String clientId = message.clientId();
		if (clientId == null) {
			return;
		}
		PresenceMessage known = this.members.get(clientId);
		if (known == null || !sameConnection(known, message) || Newness.isNewer(message, known)) {
			this.members.put(clientId, message.withAction(PresenceAction.PRESENT));
		}
	}

	/**
	 * Takes in that a member is gone, unless the server only concludes so from a lost
	 * connection (RTP17b).
	 * @param message says so
	 * @return whether the member was known
	 */
	boolean remove(PresenceMessage message) {
		if (Newness.isSynthesized(message)) {
			return false;
		}
		PresenceMessage known = this.members.get(message.clientId());
		if (known == null || (sameConnection(known, message) && !Newness.isNewer(message, known))) {
			return false;
		}
		this.members.remove(message.clientId());
		return true;
	}

	@Nullable PresenceMessage get(String clientId) {
		return this.members.get(clientId);
	}

	List<PresenceMessage> values() {
		return List.copyOf(this.members.values());
	}

	boolean isEmpty() {
		return this.members.isEmpty();
	}

	void clear() {
		this.members.clear();
	}

	private static boolean sameConnection(PresenceMessage one, PresenceMessage other) {
		String connectionId = one.connectionId();
		return connectionId != null && connectionId.equals(other.connectionId());
	}

}
