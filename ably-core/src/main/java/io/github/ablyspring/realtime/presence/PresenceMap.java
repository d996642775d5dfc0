package io.github.ablyspring.realtime.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * The members of a channel as far as they are known here, by member key (RTP2). Not for
 * more than one thread.
 */
final class PresenceMap {

	private final Map<String, PresenceMessage> members = new LinkedHashMap<>();

	// who was there when the sync began and has not been heard of since (RTP19)
	private final Set<String> residual = new HashSet<>();

	private boolean syncInProgress;

	// whether a member may have left during the sync
	private boolean absentees;

	boolean isSyncInProgress() {
		return this.syncInProgress;
	}

	@Nullable PresenceMessage get(String memberKey) {
		return this.members.get(memberKey);
	}

	boolean isEmpty() {
		return this.members.isEmpty();
	}

	/**
	 * Who is present. A member that left during a sync is not.
	 * @return the members in the order in which they came
	 */
	List<PresenceMessage> values() {
		return values((member) -> true);
	}

	/**
	 * Those of the members who are present that are asked for.
	 * @param wanted says who is
	 * @return the members in the order in which they came
	 */
	List<PresenceMessage> values(Predicate<PresenceMessage> wanted) {
		List<PresenceMessage> present = new ArrayList<>(this.members.size());
		for (PresenceMessage member : this.members.values()) {
			if (member.action() == PresenceAction.PRESENT && wanted.test(member)) {
				present.add(member);
			}
		}
		return present;
	}

	/**
	 * Takes in that a member is there (RTP2d).
	 * @param message says so
	 * @return what to tell the subscribers: the message, or nothing if something newer is
	 * known already
	 */
	@Nullable PresenceMessage put(PresenceMessage message) {
		return put(message, this.members.get(message.memberKey()));
	}

	/** The same, for those who have looked the member up already. */
	@Nullable PresenceMessage put(PresenceMessage message, @Nullable PresenceMessage known) {
		String key = message.memberKey();
		// also when it turns out to be old news: the server still lists the member
		this.residual.remove(key);
		if (known != null && !Newness.isNewer(message, known)) {
			return null;
		}
		this.members.put(key, as(PresenceAction.PRESENT, message));
		return message;
	}

	/**
	 * Takes in that a member is gone (RTP2h).
	 * @param message says so
	 * @return what to tell the subscribers: the message, or nothing if the member is not
	 * known, something newer is, or a sync is under way
	 */
	@Nullable PresenceMessage remove(PresenceMessage message) {
		String key = message.memberKey();
		PresenceMessage known = this.members.get(key);
		if (known == null || !Newness.isNewer(message, known)) {
			return null;
		}
		if (this.syncInProgress) {
			this.residual.remove(key);
			this.members.put(key, as(PresenceAction.ABSENT, message));
			this.absentees = true;
			return null;
		}
		this.members.remove(key);
		return (known.action() == PresenceAction.ABSENT) ? null : message;
	}

	/**
	 * A list of all members begins; one that was under way is worth nothing now (RTP18a).
	 */
	void startSync() {
		this.syncInProgress = true;
		this.residual.clear();
		this.residual.addAll(this.members.keySet());
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
		for (String key : this.residual) {
			PresenceMessage member = this.members.remove(key);
			if (member != null && member.action() == PresenceAction.PRESENT) {
				leaves.add(leave(member, now));
			}
		}
		this.residual.clear();
		if (this.absentees) {
			this.absentees = false;
			this.members.values().removeIf((member) -> member.action() == PresenceAction.ABSENT);
		}
		return leaves;
	}

	/**
	 * There is nobody (RTP19a).
	 * @param now the time
	 * @return the leaves of all who were present
	 */
	List<PresenceMessage> removeAll(Instant now) {
		List<PresenceMessage> leaves = values().stream().map((member) -> leave(member, now)).toList();
		clear();
		return leaves;
	}

	/** Nothing is known any more. */
	void clear() {
		this.members.clear();
		this.residual.clear();
		this.syncInProgress = false;
		this.absentees = false;
	}

	private static PresenceMessage leave(PresenceMessage member, Instant now) {
		return member.toBuilder().action(PresenceAction.LEAVE).id(null).timestamp(now).build();
	}

	private static PresenceMessage as(PresenceAction action, PresenceMessage message) {
		return (message.action() == action) ? message : message.withAction(action);
	}

}
