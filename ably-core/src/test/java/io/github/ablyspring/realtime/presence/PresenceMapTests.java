package io.github.ablyspring.realtime.presence;

import java.time.Instant;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.enter;
import static io.github.ablyspring.realtime.presence.Members.get;
import static io.github.ablyspring.realtime.presence.Members.leave;
import static io.github.ablyspring.realtime.presence.Members.member;
import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.Members.put;
import static io.github.ablyspring.realtime.presence.Members.remove;
import static io.github.ablyspring.realtime.presence.Members.update;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PresenceMap}: who is present, and what is newer (RTP2).
 */
class PresenceMapTests {

	private static final String KEY = "conn-1:client-1";

	private final PresenceMap map = new PresenceMap();

	@Test
	@Uts("realtime/unit/RTP2/basic-put-and-get-0")
	void whoEntersIsThere() {
		PresenceMessage told = put(this.map, enter("client-1", "conn-1:0:0", 1000));
		assertThat(told).isNotNull();
		PresenceMessage stored = get(this.map, KEY);
		assertThat(stored).isNotNull();
		assertThat(stored.clientId()).isEqualTo("client-1");
		assertThat(stored.connectionId()).isEqualTo("conn-1");
	}

	@Test
	@Uts("realtime/unit/RTP2d2/enter-stored-as-present-0")
	void enterIsStoredAsPresent() {
		put(this.map, enter("client-1", "conn-1:0:0", 1000, "entered"));
		assertStored("entered");
	}

	@Test
	@Uts("realtime/unit/RTP2d2/update-stored-as-present-1")
	void updateIsStoredAsPresent() {
		put(this.map, enter("client-1", "conn-1:0:0", 1000, "initial"));
		put(this.map, update("client-1", "conn-1:1:0", 2000, "updated"));
		assertStored("updated");
	}

	@Test
	@Uts("realtime/unit/RTP2d2/present-stored-as-present-2")
	void presentIsStoredAsPresent() {
		put(this.map, present("client-1", "conn-1:0:0", 1000));
		PresenceMessage stored = get(this.map, KEY);
		assertThat(stored).isNotNull();
		assertThat(stored.action()).isEqualTo(PresenceAction.PRESENT);
	}

	@Test
	@Uts("realtime/unit/RTP2d1/put-returns-original-action-0")
	void subscribersHearWhatWasReallyDone() {
		PresenceMessage entered = put(this.map, enter("client-1", "conn-1:0:0", 1000));
		PresenceMessage updated = put(this.map, update("client-1", "conn-1:1:0", 2000, "updated"));
		assertThat(entered).isNotNull();
		assertThat(entered.action()).isEqualTo(PresenceAction.ENTER);
		assertThat(updated).isNotNull();
		assertThat(updated.action()).isEqualTo(PresenceAction.UPDATE);
	}

	@Test
	@Uts("realtime/unit/RTP2h1/leave-outside-sync-removes-0")
	void whoLeavesIsGoneAtOnce() {
		put(this.map, enter("client-1", "conn-1:0:0", 1000));
		PresenceMessage told = remove(this.map, leave("client-1", "conn-1:1:0", 2000));
		assertThat(told).isNotNull();
		assertThat(told.action()).isEqualTo(PresenceAction.LEAVE);
		assertThat(get(this.map, KEY)).isNull();
		assertThat(this.map.values()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP2h1/leave-nonexistent-returns-null-1")
	void nobodyHearsOfALeaveOfOneWhoWasNotThere() {
		assertThat(remove(this.map, leave("unknown", "conn-x:0:0", 1000))).isNull();
	}

	@Test
	@Uts("realtime/unit/RTP2h2a/leave-during-sync-stores-absent-0")
	void whoLeavesDuringASyncIsKeptAsAbsent() {
		put(this.map, enter("client-1", "conn-1:0:0", 1000));
		this.map.startSync();
		assertThat(remove(this.map, leave("client-1", "conn-1:1:0", 2000))).isNull();
		PresenceMessage stored = get(this.map, KEY);
		assertThat(stored).isNotNull();
		assertThat(stored.action()).isEqualTo(PresenceAction.ABSENT);
	}

	@Test
	@Uts("realtime/unit/RTP2h2b/absent-deleted-on-endsync-0")
	void theAbsentAreForgottenWhenTheSyncEnds() {
		put(this.map, enter("alice", "c1:0:0", 100));
		put(this.map, enter("bob", "c2:0:0", 100));
		this.map.startSync();
		put(this.map, present("alice", "c1:1:0", 200));
		remove(this.map, leave("bob", "c2:1:0", 200));
		this.map.endSync(Instant.EPOCH);
		assertThat(get(this.map, "c2:bob")).isNull();
		PresenceMessage alice = get(this.map, "c1:alice");
		assertThat(alice).isNotNull();
		assertThat(alice.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(this.map.values()).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTP2b2/newness-by-msgserial-index-0")
	void theHigherMsgSerialIsNewerWhateverTheTimestampsSay() {
		put(this.map, enter("client-1", "conn-1:5:0", 1000, "first"));
		assertThat(put(this.map, update("client-1", "conn-1:3:0", 2000, "stale"))).isNull();
		assertStored("first");
		assertThat(put(this.map, update("client-1", "conn-1:7:0", 500, "newer"))).isNotNull();
		assertStored("newer");
	}

	@Test
	@Uts("realtime/unit/RTP2b2/newness-by-index-same-serial-1")
	void ofTheSameMsgSerialTheHigherIndexIsNewer() {
		put(this.map, enter("client-1", "conn-1:5:2", 1000, "index-2"));
		assertThat(put(this.map, update("client-1", "conn-1:5:1", 2000, "index-1"))).isNull();
		assertThat(put(this.map, update("client-1", "conn-1:5:5", 500, "index-5"))).isNotNull();
		assertStored("index-5");
	}

	@Test
	@Uts("realtime/unit/RTP2b1/newness-by-timestamp-0")
	void aSynthesizedLeaveIsComparedByTimestamp() {
		put(this.map, enter("client-1", "conn-1:0:0", 1000, "entered"));
		PresenceMessage told = remove(this.map, synthesizedLeave(2000));
		assertThat(told).isNotNull();
		assertThat(told.action()).isEqualTo(PresenceAction.LEAVE);
		assertThat(get(this.map, KEY)).isNull();
	}

	@Test
	@Uts("realtime/unit/RTP2b1/older-synth-leave-rejected-1")
	void aSynthesizedLeaveOfThePastIsNotBelieved() {
		put(this.map, enter("client-1", "conn-1:0:0", 5000, "entered"));
		assertThat(remove(this.map, synthesizedLeave(3000))).isNull();
		assertStored("entered");
	}

	@Test
	@Uts("realtime/unit/RTP2b1a/equal-timestamps-incoming-wins-0")
	void ofEqualTimestampsTheOneThatComesInIsNewer() {
		put(this.map, member(PresenceAction.ENTER, "client-1", "conn-1", "synthesized-id-1", 1000, "first"));
		assertThat(
				put(this.map, member(PresenceAction.UPDATE, "client-1", "conn-1", "synthesized-id-2", 1000, "second")))
			.isNotNull();
		assertStored("second");
	}

	@Test
	@Uts("realtime/unit/RTP2c/sync-uses-same-newness-0")
	void theSameIsNewerDuringASync() {
		this.map.startSync();
		put(this.map, present("client-1", "conn-1:5:0", 1000, "sync-first"));
		assertThat(put(this.map, present("client-1", "conn-1:3:0", 2000, "sync-stale"))).isNull();
		assertThat(put(this.map, present("client-1", "conn-1:8:0", 500, "sync-newer"))).isNotNull();
		assertStored("sync-newer");
	}

	@Test
	@Uts("realtime/unit/RTP2/multiple-members-coexist-1")
	void oneClientIsAMemberOnceForEachConnection() {
		put(this.map, enter("alice", "c1:0:0", 100));
		put(this.map, enter("bob", "c2:0:0", 100));
		put(this.map, enter("alice", "c3:0:0", 100));
		assertThat(this.map.values()).hasSize(3);
		assertThat(get(this.map, "c1:alice")).isNotNull();
		assertThat(get(this.map, "c2:bob")).isNotNull();
		assertThat(get(this.map, "c3:alice")).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTP2/values-excludes-absent-2")
	void theAbsentAreNotListed() {
		put(this.map, enter("alice", "c1:0:0", 100));
		put(this.map, enter("bob", "c2:0:0", 100));
		this.map.startSync();
		remove(this.map, leave("bob", "c2:1:0", 200));
		PresenceMessage bob = get(this.map, "c2:bob");
		assertThat(bob).isNotNull();
		assertThat(bob.action()).isEqualTo(PresenceAction.ABSENT);
		assertThat(this.map.values()).extracting(PresenceMessage::clientId).containsExactly("alice");
	}

	@Test
	@Uts("realtime/unit/RTP2/clear-resets-state-3")
	void nothingIsLeftAfterClearing() {
		put(this.map, enter("alice", "c1:0:0", 100));
		this.map.startSync();
		this.map.clear();
		assertThat(this.map.values()).isEmpty();
		assertThat(get(this.map, "c1:alice")).isNull();
		assertThat(this.map.isSyncInProgress()).isFalse();
	}

	@Test
	void anIdThatIsNoneOfItsConnectionIsComparedByTimestamp() {
		put(this.map, enter("client-1", "conn-1:x:y", 1000, "first"));
		assertThat(put(this.map, update("client-1", "conn-1:9:0", 999, "older"))).isNull();
		assertThat(put(this.map, update("client-1", "conn-1:0:0", 1001, "newer"))).isNotNull();
	}

	private static PresenceMessage synthesizedLeave(long timestamp) {
		return member(PresenceAction.LEAVE, "client-1", "conn-1", "synthesized-leave-id", timestamp, null);
	}

	private void assertStored(Object data) {
		PresenceMessage stored = get(this.map, KEY);
		assertThat(stored).isNotNull();
		assertThat(stored.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(stored.data()).isEqualTo(data);
	}

}
