package io.github.ablyspring.realtime.presence;

import java.time.Instant;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * Presence messages as the server sends them, briefly.
 */
final class Members {

	private Members() {
	}

	static PresenceMessage enter(String clientId, String id, long timestamp) {
		return member(PresenceAction.ENTER, clientId, id, timestamp, null);
	}

	static PresenceMessage enter(String clientId, String id, long timestamp, @Nullable Object data) {
		return member(PresenceAction.ENTER, clientId, id, timestamp, data);
	}

	static PresenceMessage update(String clientId, String id, long timestamp, @Nullable Object data) {
		return member(PresenceAction.UPDATE, clientId, id, timestamp, data);
	}

	static PresenceMessage present(String clientId, String id, long timestamp) {
		return member(PresenceAction.PRESENT, clientId, id, timestamp, null);
	}

	static PresenceMessage present(String clientId, String id, long timestamp, @Nullable Object data) {
		return member(PresenceAction.PRESENT, clientId, id, timestamp, data);
	}

	static PresenceMessage leave(String clientId, String id, long timestamp) {
		return member(PresenceAction.LEAVE, clientId, id, timestamp, null);
	}

	/** One whose connection is the part of its id before the first colon. */
	static PresenceMessage member(PresenceAction action, String clientId, String id, long timestamp,
			@Nullable Object data) {
		return member(action, clientId, id.substring(0, id.indexOf(':')), id, timestamp, data);
	}

	static PresenceMessage member(PresenceAction action, String clientId, String connectionId, String id,
			long timestamp, @Nullable Object data) {
		return PresenceMessage.builder()
			.action(action)
			.clientId(clientId)
			.connectionId(connectionId)
			.id(id)
			.timestamp(Instant.ofEpochMilli(timestamp))
			.data(data)
			.build();
	}

	/** Who is known by a member key, which is connection id and client id. */
	static @Nullable PresenceMessage get(PresenceMap map, String memberKey) {
		int colon = memberKey.indexOf(':');
		return map.at(map.find(memberKey.substring(0, colon), memberKey.substring(colon + 1)));
	}

	static @Nullable PresenceMessage put(PresenceMap map, PresenceMessage message) {
		return map.put(message, map.find(message));
	}

	static @Nullable PresenceMessage remove(PresenceMap map, PresenceMessage message) {
		return map.remove(message, map.find(message));
	}

}
