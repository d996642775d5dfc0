package io.github.ablyspring.realtime.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * The members of a channel as far as they are known here, by member key (RTP2). Not for
 * more than one thread.
 */
final class PresenceMap {

	private final MemberTable members = new MemberTable();

	private boolean syncInProgress;

	// whether a member may have left during the sync
	private boolean absentees;

	boolean isSyncInProgress() {
		return this.syncInProgress;
	}

	/**
	 * Where somebody is.
	 * @param message about the member
	 * @return its place until somebody is added, or a negative number
	 */
	int find(PresenceMessage message) {
		return find(message.connectionId(), message.clientId());
	}

	int find(@Nullable String connectionId, @Nullable String clientId) {
		return this.members.find(connectionId, clientId);
	}

	/**
	 * What is known of a member.
	 * @param place where it is
	 * @return the last message about it, {@code null} if there is none
	 */
	@Nullable PresenceMessage at(int place) {
		return this.members.at(place);
	}

	boolean isEmpty() {
		return this.members.isEmpty();
	}

	/**
	 * Who is present. A member that left during a sync is not.
	 * @return the members in the order in which they came
	 */
	List<PresenceMessage> values() {
		return this.absentees ? this.members.all(PresenceMap::isPresent) : this.members.all();
	}

	/**
	 * Those of the members who are present that are asked for.
	 * @param wanted says who is
	 * @return the members in the order in which they came
	 */
	List<PresenceMessage> values(Predicate<PresenceMessage> wanted) {
		return this.members.all((member) -> isPresent(member) && wanted.test(member));
	}

	/**
	 * Takes in that a member is there (RTP2d).
	 * @param message says so
	 * @param place where the member is, if it is known
	 * @return what to tell the subscribers: the message, or nothing if something newer is
	 * known already
	 */
	@Nullable PresenceMessage put(PresenceMessage message, int place) {
		// also when it turns out to be old news: the server still lists the member
		this.members.believe(place);
		PresenceMessage known = this.members.at(place);
		if (known != null && !Newness.isNewer(message, known)) {
			return null;
		}
		this.members.put(place, as(PresenceAction.PRESENT, message));
		return message;
	}

	/**
	 * Takes in that a member is gone (RTP2h).
	 * @param message says so
	 * @param place where the member is, if it is known
	 * @return what to tell the subscribers: the message, or nothing if the member is not
	 * known, something newer is, or a sync is under way
	 */
	@Nullable PresenceMessage remove(PresenceMessage message, int place) {
		PresenceMessage known = this.members.at(place);
		if (known == null || !Newness.isNewer(message, known)) {
			return null;
		}
		if (this.syncInProgress) {
			this.members.believe(place);
			this.members.put(place, as(PresenceAction.ABSENT, message));
			this.absentees = true;
			return null;
		}
		this.members.remove(place);
		return isPresent(known) ? message : null;
	}

	/**
	 * A list of all members begins; one that was under way is worth nothing now (RTP18a).
	 */
	void startSync() {
		this.syncInProgress = true;
		this.members.doubtAll();
	}

	/**
	 * The list of all members is complete (RTP18b): who is not in it has left.
	 * @param now the time
	 * @return the leaves of those of whom nobody said so (RTP19)
	 */
	List<PresenceMessage> endSync(Instant now) {
		if (!this.syncInProgress) {
			return List.of();
		}
		this.syncInProgress = false;
		List<PresenceMessage> leaves = new ArrayList<>();
		for (PresenceMessage member : this.members.removeDoubted()) {
			if (isPresent(member)) {
				leaves.add(leave(member, now));
			}
		}
		if (this.absentees) {
			this.absentees = false;
			this.members.removeIf((member) -> !isPresent(member));
		}
		return leaves;
	}

	/**
	 * There is nobody (RTP19a).
	 * @param now the time
	 * @return the leaves of all who were present
	 */
	List<PresenceMessage> removeAll(Instant now) {
		List<PresenceMessage> leaves = new ArrayList<>();
		for (PresenceMessage member : values()) {
			leaves.add(leave(member, now));
		}
		clear();
		return leaves;
	}

	/** Nothing is known any more. */
	void clear() {
		this.members.clear();
		this.syncInProgress = false;
		this.absentees = false;
	}

	private static boolean isPresent(PresenceMessage member) {
		return member.action() == PresenceAction.PRESENT;
	}

	private static PresenceMessage leave(PresenceMessage member, Instant now) {
		return member.toBuilder().action(PresenceAction.LEAVE).id(null).timestamp(now).build();
	}

	private static PresenceMessage as(PresenceAction action, PresenceMessage message) {
		return (message.action() == action) ? message : message.withAction(action);
	}

}
