package io.github.ablyspring.realtime.presence;

import java.time.Instant;
import java.util.List;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.enter;
import static io.github.ablyspring.realtime.presence.Members.get;
import static io.github.ablyspring.realtime.presence.Members.leave;
import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.Members.put;
import static io.github.ablyspring.realtime.presence.Members.remove;
import static io.github.ablyspring.realtime.presence.Members.update;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PresenceMap} while a list of all members comes in (RTP18, RTP19).
 */
class PresenceMapSyncTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private PresenceMap map;

	@BeforeEach
	void empty() {
		this.map = new PresenceMap();
	}

	@Test
	@Uts("realtime/unit/RTP18a/startsync-sets-flag-0")
	void aSyncIsInProgressOnceStarted() {
		assertThat(this.map.isSyncInProgress()).isFalse();
		this.map.startSync();
		assertThat(this.map.isSyncInProgress()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTP18b/endsync-clears-flag-0")
	void aSyncIsOverOnceEnded() {
		this.map.startSync();
		assertThat(this.map.isSyncInProgress()).isTrue();
		this.map.endSync(NOW);
		assertThat(this.map.isSyncInProgress()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTP19/stale-members-leave-after-sync-0")
	void whoIsNotListedHasLeft() {
		aliceAndBob();
		assertThat(this.map.values()).hasSize(2);
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		assertLeftOnlyBob(this.map.endSync(NOW));
	}

	@Test
	@Uts("realtime/unit/RTP19/synth-leave-null-id-timestamp-1")
	void aLeaveThatWasConcludedHasTheDataOfTheMemberButNoIdAndTheTimeOfNow() {
		put(this.map, enter("bob", "c2:0:0", 100, "bob-data"));
		this.map.startSync();
		List<PresenceMessage> leaves = this.map.endSync(NOW);
		assertThat(leaves).hasSize(1);
		PresenceMessage leave = leaves.get(0);
		assertThat(leave.action()).isEqualTo(PresenceAction.LEAVE);
		assertThat(leave.clientId()).isEqualTo("bob");
		assertThat(leave.connectionId()).isEqualTo("c2");
		assertThat(leave.data()).isEqualTo("bob-data");
		assertThat(leave.id()).isNull();
		assertThat(leave.timestamp()).isEqualTo(NOW);
	}

	@Test
	@Uts("realtime/unit/RTP19/updated-members-survive-sync-2")
	void whoIsListedOrChangesDuringTheSyncStays() {
		aliceAndBob();
		put(this.map, enter("carol", "c3:0:0", 100));
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		put(this.map, update("bob", "c2:1:0", 200, "new-data"));
		assertThat(this.map.endSync(NOW)).extracting(PresenceMessage::clientId).containsExactly("carol");
		assertThat(this.map.values()).hasSize(2);
		assertThat(get(this.map, "c1:alice")).isNotNull();
		PresenceMessage bob = get(this.map, "c2:bob");
		assertThat(bob).isNotNull();
		assertThat(bob.data()).isEqualTo("new-data");
	}

	@Test
	@Uts("realtime/unit/RTP18a/new-sync-discards-previous-1")
	void aNewSyncDiscardsTheOneUnderWay() {
		aliceAndBob();
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		this.map.startSync();
		put(this.map, present("alice", "c1:2:0", 300));
		put(this.map, present("bob", "c2:1:0", 300));
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(this.map.values()).hasSize(2);
		assertThat(get(this.map, "c1:alice")).isNotNull();
		assertThat(get(this.map, "c2:bob")).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTP18c/single-message-sync-0")
	void aSyncMayBeASingleMessage() {
		aliceAndBob();
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		assertLeftOnlyBob(this.map.endSync(NOW));
		assertThat(this.map.isSyncInProgress()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTP19a/no-has-presence-clears-members-0")
	void whenNobodyIsPresentAllHaveLeft() {
		put(this.map, enter("alice", "c1:0:0", 100, "a"));
		put(this.map, enter("bob", "c2:0:0", 100, "b"));
		put(this.map, enter("carol", "c3:0:0", 100, "c"));
		this.map.startSync();
		List<PresenceMessage> leaves = this.map.endSync(NOW);
		assertThat(leaves).extracting(PresenceMessage::clientId).containsExactlyInAnyOrder("alice", "bob", "carol");
		assertThat(leaves).allSatisfy((leave) -> {
			assertThat(leave.action()).isEqualTo(PresenceAction.LEAVE);
			assertThat(leave.data()).isEqualTo(String.valueOf(leave.clientId()).substring(0, 1));
			assertThat(leave.id()).isNull();
		});
		assertThat(this.map.values()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP2h2a/leave-during-sync-absent-cleanup-0")
	void whoSaidGoodbyeDuringTheSyncIsForgottenWithoutAnotherLeave() {
		aliceAndBob();
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		assertThat(remove(this.map, leave("bob", "c2:1:0", 200))).isNull();
		PresenceMessage bob = get(this.map, "c2:bob");
		assertThat(bob).isNotNull();
		assertThat(bob.action()).isEqualTo(PresenceAction.ABSENT);
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(get(this.map, "c2:bob")).isNull();
		assertThat(this.map.values()).hasSize(1);
		assertThat(get(this.map, "c1:alice")).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTP19/empty-map-sync-no-leaves-3")
	void nobodyLeavesWhenNobodyWasKnown() {
		this.map.startSync();
		put(this.map, present("alice", "c1:0:0", 100));
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(this.map.values()).hasSize(1);
		assertThat(get(this.map, "c1:alice")).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTP18/endsync-without-startsync-noop-0")
	void endingASyncThatNeverStartedDoesNothing() {
		put(this.map, enter("alice", "c1:0:0", 100));
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(this.map.values()).hasSize(1);
		assertThat(get(this.map, "c1:alice")).isNotNull();
		assertThat(this.map.isSyncInProgress()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTP19/stale-sync-removes-from-residuals-4")
	void whoIsListedWithOldNewsStaysAndKeepsTheNewerData() {
		put(this.map, enter("alice", "c1:5:0", 500, "original"));
		this.map.startSync();
		assertThat(put(this.map, present("alice", "c1:3:0", 300, "stale"))).isNull();
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(this.map.values()).hasSize(1);
		PresenceMessage alice = get(this.map, "c1:alice");
		assertThat(alice).isNotNull();
		assertThat(alice.data()).isEqualTo("original");
	}

	@Test
	@Uts("realtime/unit/RTP19/presence-echoes-then-sync-preserves-5")
	void whoIsListedAsAlreadyKnownStays() {
		for (int i = 0; i < 3; i++) {
			put(this.map, enter("user-" + i, "c1:" + i + ":0", 100, "data-" + i));
		}
		assertThat(this.map.values()).hasSize(3);
		this.map.startSync();
		for (int i = 0; i < 3; i++) {
			put(this.map, present("user-" + i, "c1:" + i + ":0", 100, "data-" + i));
		}
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(this.map.values()).hasSize(3);
		for (int i = 0; i < 3; i++) {
			PresenceMessage member = get(this.map, "c1:user-" + i);
			assertThat(member).isNotNull();
			assertThat(member.data()).isEqualTo("data-" + i);
		}
	}

	@Test
	@Uts("realtime/unit/RTP19/new-member-during-sync-survives-6")
	void whoEntersDuringTheSyncStays() {
		put(this.map, enter("alice", "c1:0:0", 100));
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		put(this.map, enter("bob", "c2:0:0", 200));
		assertThat(this.map.endSync(NOW)).isEmpty();
		assertThat(this.map.values()).hasSize(2);
		assertThat(get(this.map, "c1:alice")).isNotNull();
		assertThat(get(this.map, "c2:bob")).isNotNull();
	}

	private void aliceAndBob() {
		put(this.map, enter("alice", "c1:0:0", 100));
		put(this.map, enter("bob", "c2:0:0", 100));
	}

	private void assertLeftOnlyBob(List<PresenceMessage> leaves) {
		assertThat(leaves).hasSize(1);
		assertThat(leaves.get(0).clientId()).isEqualTo("bob");
		assertThat(leaves.get(0).action()).isEqualTo(PresenceAction.LEAVE);
		assertThat(this.map.values()).hasSize(1);
		assertThat(get(this.map, "c1:alice")).isNotNull();
		assertThat(get(this.map, "c2:bob")).isNull();
	}

}
