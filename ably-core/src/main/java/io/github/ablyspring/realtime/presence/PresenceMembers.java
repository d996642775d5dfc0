package io.github.ablyspring.realtime.presence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.Waiters;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the set of members in step with what the server says, and tells of what changes
 * (RTP2, RTP18, RTP19). On the loop, but for {@link #syncComplete()}.
 */
final class PresenceMembers {

	private final PresenceMap map = new PresenceMap();

	private final PresenceDiff.Collector diff = new PresenceDiff.Collector();

	private final Waiters<Void> awaitingSync = new Waiters<>();

	private final Listener listener;

	// of the sync under way, if one of its frames has come
	private @Nullable String sequence;

	private volatile boolean syncComplete;

	PresenceMembers(Listener listener) {
		this.listener = listener;
	}

	boolean syncComplete() {
		return this.syncComplete;
	}

	boolean isEmpty() {
		return this.map.isEmpty();
	}

	List<PresenceMessage> get(PresenceQuery query) {
		return query.isForAll() ? this.map.values() : this.map.values(query::matches);
	}

	/** Completes when all members are known, or fails when that is not to be expected. */
	CompletableFuture<Void> synced() {
		if (this.syncComplete) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> synced = new CompletableFuture<>();
		this.awaitingSync.add(synced);
		return synced;
	}

	/**
	 * The channel is attached, and a list of its members will follow, or it has none
	 * (RTP1, RTP19a).
	 * @param hasPresence whether a list follows
	 * @param now the time
	 */
	void attached(boolean hasPresence, Instant now) {
		this.sequence = null;
		if (hasPresence) {
			this.syncComplete = false;
			this.map.startSync();
			return;
		}
		for (PresenceMessage leave : this.map.removeAll(now)) {
			emit(leave, true);
		}
		complete();
	}

	/**
	 * Members came, went and changed, or are listed.
	 * @param frame a PRESENCE or SYNC frame
	 * @param messages its messages
	 * @param now the time
	 */
	void received(ProtocolMessage frame, List<PresenceMessage> messages, Instant now) {
		boolean sync = frame.action() == Action.SYNC;
		SyncCursor cursor = SyncCursor.parse(sync ? frame.channelSerial() : null);
		if (sync) {
			begin(cursor);
		}
		for (PresenceMessage message : messages) {
			apply(message);
		}
		if (sync && cursor.last()) {
			this.sequence = null;
			for (PresenceMessage leave : this.map.endSync(now)) {
				emit(leave, true);
			}
			complete();
		}
		else if (!this.map.isSyncInProgress()) {
			tellChanges();
		}
	}

	/**
	 * Nothing is known of the members any more, and nothing is said of them (RTP5a).
	 * @param reason for those who wait for them
	 */
	void clear(AblyException reason) {
		this.map.clear();
		this.diff.take();
		suspend(reason);
	}

	/**
	 * The members are kept, but what becomes of them is not known (RTP5f).
	 * @param reason for those who wait for all of them
	 */
	void suspend(AblyException reason) {
		this.syncComplete = false;
		this.awaitingSync.fail(reason::errorInfo);
	}

	/**
	 * The members are what they were, plus what is told of them from now on.
	 */
	void goOn() {
		if (!this.syncComplete && !this.map.isSyncInProgress()) {
			complete();
		}
	}

	// The first frame after an ATTACHED that announced it belongs to the sync that began
	// there.
	private void begin(SyncCursor cursor) {
		boolean continues = this.map.isSyncInProgress()
				&& (this.sequence == null || this.sequence.equals(cursor.sequence()));
		this.sequence = cursor.sequence();
		if (!continues) {
			this.syncComplete = false;
			this.map.startSync();
		}
	}

	private void apply(PresenceMessage message) {
		int place = this.map.find(message);
		PresenceMessage known = this.map.at(place);
		boolean wasThere = known != null && known.action() == PresenceAction.PRESENT;
		PresenceMessage event = switch (message.action()) {
			case ENTER, UPDATE, PRESENT -> this.map.put(message, place);
			case LEAVE -> this.map.remove(message, place);
			case ABSENT, UNKNOWN -> null;
		};
		if (event != null) {
			emit(event, wasThere);
		}
		else if (wasThere && message.action() == PresenceAction.LEAVE && this.map.isSyncInProgress()) {
			noteLeftDuringSync(message, this.map.at(place));
		}
	}

	// Subscribers to single events hear nothing of it (RTP2h2), but the set has changed.
	private void noteLeftDuringSync(PresenceMessage message, @Nullable PresenceMessage stored) {
		if (stored != null && stored.action() == PresenceAction.ABSENT && Objects.equals(stored.id(), message.id())) {
			this.diff.add(message, true);
		}
	}

	private void emit(PresenceMessage event, boolean wasThere) {
		this.diff.add(event, wasThere);
		this.listener.presence(event);
	}

	private void complete() {
		this.syncComplete = true;
		tellChanges();
		this.awaitingSync.complete(null);
	}

	private void tellChanges() {
		PresenceDiff changes = this.diff.take();
		if (!changes.isEmpty()) {
			this.listener.changed(changes);
		}
	}

	/**
	 * What hears of the members, on the loop.
	 */
	interface Listener {

		/**
		 * Something was said of a member.
		 * @param event what
		 */
		void presence(PresenceMessage event);

		/**
		 * The set of members has changed.
		 * @param diff how
		 */
		void changed(PresenceDiff diff);

	}

}
