package io.github.ablyspring.realtime.presence;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.enter;
import static io.github.ablyspring.realtime.presence.Members.leave;
import static io.github.ablyspring.realtime.presence.Members.member;
import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.Members.update;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalPresenceMap}: the members to enter again (RTP17).
 */
class LocalPresenceMapTests {

	private final LocalPresenceMap map = new LocalPresenceMap();

	@Test
	@Uts("realtime/unit/RTP17h/keyed-by-clientid-0")
	void aClientIsThereOnceWhateverItsConnection() {
		this.map.put(enter("user-1", "conn-A:0:0", 1000, "first"));
		this.map.put(enter("user-1", "conn-B:0:0", 2000, "second"));
		assertOnly("user-1", "second");
		assertThat(stored("user-1").connectionId()).isEqualTo("conn-B");
	}

	@Test
	@Uts("realtime/unit/RTP17b/enter-adds-to-map-0")
	void enterAdds() {
		this.map.put(enter("client-1", "conn-1:0:0", 1000, "hello"));
		assertOnly("client-1", "hello");
	}

	@Test
	@Uts("realtime/unit/RTP17b/update-adds-to-map-1")
	void updateAddsToo() {
		this.map.put(update("client-1", "conn-1:0:0", 1000, "from-update"));
		assertOnly("client-1", "from-update");
	}

	@Test
	@Uts("realtime/unit/RTP17b/enter-overwrites-enter-2")
	void enterOverwrites() {
		this.map.put(enter("client-1", "conn-1:0:0", 1000, "first"));
		this.map.put(enter("client-1", "conn-1:1:0", 2000, "second"));
		assertOnly("client-1", "second");
	}

	@Test
	@Uts("realtime/unit/RTP17b/update-overwrites-enter-3")
	void updateOverwrites() {
		this.map.put(enter("client-1", "conn-1:0:0", 1000, "initial"));
		this.map.put(update("client-1", "conn-1:1:0", 2000, "updated"));
		assertOnly("client-1", "updated");
	}

	@Test
	@Uts("realtime/unit/RTP17b/present-adds-to-map-4")
	void presentAdds() {
		this.map.put(present("client-1", "conn-1:0:0", 1000, "present"));
		assertOnly("client-1", "present");
	}

	@Test
	@Uts("realtime/unit/RTP17b/non-synthesized-leave-removes-5")
	void leaveRemoves() {
		this.map.put(enter("client-1", "conn-1:0:0", 1000));
		assertThat(this.map.get("client-1")).isNotNull();
		assertThat(this.map.remove(leave("client-1", "conn-1:1:0", 2000))).isTrue();
		assertThat(this.map.get("client-1")).isNull();
		assertThat(this.map.values()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP17b/synthesized-leave-ignored-6")
	void aLeaveThatTheServerConcludedDoesNot() {
		this.map.put(enter("client-1", "conn-1:0:0", 1000, "entered"));
		PresenceMessage concluded = member(PresenceAction.LEAVE, "client-1", "conn-1", "synthesized-leave-id", 2000,
				null);
		assertThat(this.map.remove(concluded)).isFalse();
		assertOnly("client-1", "entered");
	}

	@Test
	@Uts("realtime/unit/RTP17/multiple-clientids-coexist-0")
	void oneConnectionMayHaveManyMembers() {
		this.map.put(enter("alice", "conn-1:0:0", 100, "alice-data"));
		this.map.put(enter("bob", "conn-1:0:1", 100, "bob-data"));
		this.map.put(enter("carol", "conn-1:0:2", 100, "carol-data"));
		assertThat(this.map.values()).hasSize(3);
		for (String name : new String[] { "alice", "bob", "carol" }) {
			assertThat(stored(name).data()).isEqualTo(name + "-data");
		}
	}

	@Test
	@Uts("realtime/unit/RTP17/remove-one-of-multiple-1")
	void whoLeavesTakesNobodyAlong() {
		this.map.put(enter("alice", "conn-1:0:0", 100));
		this.map.put(enter("bob", "conn-1:0:1", 100));
		this.map.remove(leave("alice", "conn-1:1:0", 200));
		assertThat(this.map.get("alice")).isNull();
		assertThat(this.map.get("bob")).isNotNull();
		assertThat(this.map.values()).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTP17/clear-resets-state-2")
	void nothingIsLeftAfterClearing() {
		this.map.put(enter("alice", "conn-1:0:0", 100));
		this.map.put(enter("bob", "conn-1:0:1", 100));
		assertThat(this.map.values()).hasSize(2);
		this.map.clear();
		assertThat(this.map.values()).isEmpty();
		assertThat(this.map.get("alice")).isNull();
		assertThat(this.map.get("bob")).isNull();
	}

	@Test
	@Uts("realtime/unit/RTP17/get-null-unknown-clientid-3")
	void whoNeverEnteredIsNotThere() {
		assertThat(this.map.get("nonexistent")).isNull();
	}

	@Test
	@Uts("realtime/unit/RTP17/remove-unknown-noop-4")
	void aLeaveOfAStrangerChangesNothing() {
		this.map.put(enter("alice", "conn-1:0:0", 100));
		this.map.remove(leave("nonexistent", "conn-1:1:0", 200));
		assertThat(this.map.get("alice")).isNotNull();
		assertThat(this.map.values()).hasSize(1);
	}

	@Test
	void aLateEchoDoesNotOverwriteWhatIsNewer() {
		this.map.put(update("client-1", "conn-1:7:0", 2000, "newer"));
		this.map.put(enter("client-1", "conn-1:3:0", 1000, "older"));
		assertOnly("client-1", "newer");
		assertThat(this.map.remove(leave("client-1", "conn-1:5:0", 1500))).isFalse();
		assertOnly("client-1", "newer");
	}

	private void assertOnly(String clientId, Object data) {
		assertThat(this.map.values()).hasSize(1);
		PresenceMessage stored = stored(clientId);
		assertThat(stored.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(stored.data()).isEqualTo(data);
	}

	private PresenceMessage stored(String clientId) {
		PresenceMessage stored = this.map.get(clientId);
		assertThat(stored).isNotNull();
		return stored;
	}

}
