package io.github.ablyspring.realtime.presence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.github.ablyspring.message.PresenceMessage;
import org.jspecify.annotations.Nullable;

/**
 * Members of a channel in the order in which they came, found by who they are: client id
 * and connection id (TP3h). They lie side by side in one array, and places in it stand in
 * a table with open addressing, so that a member needs neither a key nor an entry of its
 * own: with 10,000 members those took a third of the memory and of the time. Not for more
 * than one thread.
 */
final class MemberTable {

	private static final int FEWEST = 8;

	private static final int NOBODY = -1;

	// Of a table that nobody has come to, as it is with most channels: never written to.
	private static final @Nullable PresenceMessage[] NO_MEMBERS = {};

	private static final int[] NO_HASHES = {};

	private static final int[] NO_SLOTS = new int[2 * FEWEST];

	// null where somebody has left; a place is used again only after all have moved up.
	private @Nullable PresenceMessage[] members = NO_MEMBERS;

	private int[] hashes = NO_HASHES;

	// Places plus one, in a table that is at most half full; 0 is free.
	private int[] slots = NO_SLOTS;

	private int end;

	private int size;

	private final BitSet doubted = new BitSet();

	boolean isEmpty() {
		return this.size == 0;
	}

	/**
	 * Where a member is.
	 * @param connectionId of the member
	 * @param clientId of the member
	 * @return its place until somebody is added, or a negative number
	 */
	int find(@Nullable String connectionId, @Nullable String clientId) {
		int hash = hash(connectionId, clientId);
		for (int slot = slot(hash); this.slots[slot] != 0; slot = next(slot)) {
			int place = this.slots[slot] - 1;
			if (this.hashes[place] == hash) {
				PresenceMessage member = this.members[place];
				if (member != null && Objects.equals(member.clientId(), clientId)
						&& Objects.equals(member.connectionId(), connectionId)) {
					return place;
				}
			}
		}
		return NOBODY;
	}

	@Nullable PresenceMessage at(int place) {
		return (place >= 0) ? this.members[place] : null;
	}

	/**
	 * Takes in what is known of a member now.
	 * @param place where it is, negative if it is not there yet
	 * @param member what is known of it
	 */
	void put(int place, PresenceMessage member) {
		if (place >= 0) {
			this.members[place] = member;
			return;
		}
		if (this.end == this.members.length) {
			makeRoom();
		}
		this.members[this.end] = member;
		this.hashes[this.end] = hash(member.connectionId(), member.clientId());
		enter(this.end++);
		this.size++;
	}

	void remove(int place) {
		this.members[place] = null;
		this.doubted.clear(place);
		this.size--;
	}

	void removeIf(Predicate<PresenceMessage> condition) {
		for (int place = 0; place < this.end; place++) {
			PresenceMessage member = this.members[place];
			if (member != null && condition.test(member)) {
				remove(place);
			}
		}
	}

	void clear() {
		this.members = NO_MEMBERS;
		this.hashes = NO_HASHES;
		this.slots = NO_SLOTS;
		this.end = 0;
		this.size = 0;
		this.doubted.clear();
	}

	// ---- who may have left unnoticed

	/** Whoever is there now may have left. */
	void doubtAll() {
		this.doubted.clear();
		for (int place = 0; place < this.end; place++) {
			this.doubted.set(place, this.members[place] != null);
		}
	}

	/**
	 * Somebody has been heard of.
	 * @param place where the member is, if it is there
	 */
	void believe(int place) {
		if (place >= 0) {
			this.doubted.clear(place);
		}
	}

	/**
	 * Removes whoever has not been heard of.
	 * @return who that was
	 */
	List<PresenceMessage> removeDoubted() {
		List<PresenceMessage> gone = new ArrayList<>();
		for (int place = this.doubted.nextSetBit(0); place >= 0; place = this.doubted.nextSetBit(place + 1)) {
			PresenceMessage member = this.members[place];
			if (member != null) {
				gone.add(member);
				remove(place);
			}
		}
		return gone;
	}

	// ---- all of them

	/**
	 * All members.
	 * @return the members in the order in which they came, which cannot be changed
	 */
	List<PresenceMessage> all() {
		if (this.size < this.end) {
			return all((member) -> true);
		}
		// None is missing, and none need be looked at.
		@SuppressWarnings("NullAway")
		PresenceMessage[] copy = Arrays.copyOf(this.members, this.end);
		return Collections.unmodifiableList(Arrays.asList(copy));
	}

	/**
	 * Some of the members.
	 * @param wanted says which
	 * @return the members in the order in which they came, which cannot be changed
	 */
	List<PresenceMessage> all(Predicate<PresenceMessage> wanted) {
		List<PresenceMessage> chosen = new ArrayList<>(this.size);
		for (int place = 0; place < this.end; place++) {
			PresenceMessage member = this.members[place];
			if (member != null && wanted.test(member)) {
				chosen.add(member);
			}
		}
		return Collections.unmodifiableList(chosen);
	}

	// ---- the table

	// Moves all up when many have left, and otherwise takes twice the room.
	private void makeRoom() {
		int length = Math.max((this.size > this.end / 2) ? 2 * this.end : this.end, FEWEST);
		@Nullable PresenceMessage[] from = this.members;
		int[] hashesBefore = this.hashes;
		int before = this.end;
		this.members = new @Nullable PresenceMessage[length];
		this.hashes = new int[length];
		this.slots = new int[2 * length];
		this.end = 0;
		for (int place = 0; place < before; place++) {
			if (from[place] != null) {
				this.members[this.end] = from[place];
				this.hashes[this.end] = hashesBefore[place];
				this.doubted.set(this.end, this.doubted.get(place));
				enter(this.end++);
			}
		}
		this.doubted.clear(this.end, before);
	}

	private void enter(int place) {
		int slot = slot(this.hashes[place]);
		while (this.slots[slot] != 0) {
			slot = next(slot);
		}
		this.slots[slot] = place + 1;
	}

	private int slot(int hash) {
		return hash >>> (Integer.numberOfLeadingZeros(this.slots.length) + 1);
	}

	private int next(int slot) {
		return (slot + 1) & (this.slots.length - 1);
	}

	// Spreads over the highest bits, which choose the slot.
	private static int hash(@Nullable String connectionId, @Nullable String clientId) {
		return (31 * Objects.hashCode(connectionId) + Objects.hashCode(clientId)) * 0x9E3779B9;
	}

}
