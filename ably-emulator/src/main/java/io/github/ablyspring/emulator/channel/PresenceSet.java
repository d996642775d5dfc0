package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.ablyspring.emulator.wire.Sizes;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Who is present on a channel. A member is a clientId on a connection.
 */
final class PresenceSet {

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final PresenceBudget budget;

	PresenceSet(PresenceBudget budget) {
		this.budget = budget;
	}

	static String key(@Nullable String connectionId, @Nullable String clientId) {
		return connectionId + ":" + clientId;
	}

	int size() {
		return this.members.size();
	}

	@Nullable Member find(@Nullable String connectionId, @Nullable String clientId) {
		return this.members.get(key(connectionId, clientId));
	}

	void put(WirePresence present) {
		Member before = this.members.put(key(present.connectionId(), present.clientId()), new Member(present));
		this.budget.changed(Sizes.of(present) - ((before != null) ? Sizes.of(before.present()) : 0));
	}

	void remove(Member member) {
		if (this.members.remove(key(member.present().connectionId(), member.present().clientId()), member)) {
			this.budget.changed(-Sizes.of(member.present()));
		}
	}

	void clear() {
		List.copyOf(this.members.values()).forEach(this::remove);
	}

	/**
	 * The members.
	 * @return each as present
	 */
	List<WirePresence> present() {
		List<WirePresence> present = new ArrayList<>(this.members.size());
		this.members.values().forEach((member) -> present.add(member.present()));
		return present;
	}

	Collection<Member> where(Predicate<Member> condition) {
		return this.members.values().stream().filter(condition).toList();
	}

	/**
	 * A member.
	 */
	static final class Member {

		private final WirePresence present;

		private int loss;

		Member(WirePresence present) {
			this.present = present;
		}

		WirePresence present() {
			return this.present;
		}

		boolean isOf(String connectionId) {
			return connectionId.equals(this.present.connectionId());
		}

		/**
		 * Tells whether the connection of this member broke and it has not come back
		 * since.
		 * @param loss the last break that counts
		 * @return whether it did
		 */
		boolean isLostSince(int loss) {
			return this.loss != 0 && this.loss <= loss;
		}

		/**
		 * Notes that the connection broke, unless this member is lost already.
		 * @param loss how many times it did by now
		 */
		void markLost(int loss) {
			this.loss = (this.loss != 0) ? this.loss : loss;
		}

		void markFound() {
			this.loss = 0;
		}

	}

}
