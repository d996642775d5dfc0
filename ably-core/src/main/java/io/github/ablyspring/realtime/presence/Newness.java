package io.github.ablyspring.realtime.presence;

import java.time.Instant;

import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of two presence messages about the same member is the newer one (RTP2b).
 */
final class Newness {

	private Newness() {
	}

	/**
	 * Whether what comes in is newer than what is known.
	 * @param incoming what comes in
	 * @param known what is known
	 * @return whether to believe it
	 */
	static boolean isNewer(PresenceMessage incoming, PresenceMessage known) {
		Position of = Position.of(incoming);
		Position other = Position.of(known);
		if (of == null || other == null) {
			return !millis(incoming).isBefore(millis(known));
		}
		return (of.msgSerial != other.msgSerial) ? of.msgSerial > other.msgSerial : of.index > other.index;
	}

	/**
	 * Whether the server made this up for a member whose connection is gone.
	 * @param message the message
	 * @return whether its id is not one that its connection has given
	 */
	static boolean isSynthesized(PresenceMessage message) {
		String id = message.id();
		String connectionId = message.connectionId();
		return id == null || connectionId == null || !id.startsWith(connectionId);
	}

	private static Instant millis(PresenceMessage message) {
		Instant timestamp = message.timestamp();
		return (timestamp != null) ? timestamp : Instant.EPOCH;
	}

	/** Where in the stream of its connection a message stands. */
	private record Position(long msgSerial, long index) {

		static @Nullable Position of(PresenceMessage message) {
			String id = message.id();
			if (id == null || isSynthesized(message)) {
				return null;
			}
			int last = id.lastIndexOf(':');
			int first = (last > 0) ? id.lastIndexOf(':', last - 1) : -1;
			if (first < 0) {
				return null;
			}
			try {
				return new Position(Long.parseLong(id, first + 1, last, 10),
						Long.parseLong(id, last + 1, id.length(), 10));
			}
			catch (NumberFormatException ex) {
				// not an id of the form that the rule speaks of: the timestamps decide
				return null;
			}
		}

	}

}
