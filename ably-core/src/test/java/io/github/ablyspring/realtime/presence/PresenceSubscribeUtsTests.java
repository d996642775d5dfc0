package io.github.ablyspring.realtime.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.enter;
import static io.github.ablyspring.realtime.presence.Members.leave;
import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.Members.update;
import static io.github.ablyspring.realtime.presence.PresenceFixture.clientIds;
import static io.github.ablyspring.realtime.presence.PresenceFixture.presence;
import static io.github.ablyspring.realtime.presence.PresenceFixture.sync;
import static io.github.ablyspring.realtime.presence.PresenceFixture.wire;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Portable tests for listening to presence (RTP6, RTP7), and tests for listening to
 * changes of the set of members.
 */
class PresenceSubscribeUtsTests {

	@AutoClose
	private final PresenceFixture fixture = new PresenceFixture();

	private final List<PresenceMessage> heard = new ArrayList<>();

	@Test
	@Uts("realtime/unit/RTP6a/subscribe-all-presence-events-0")
	void aListenerHearsOfAll() {
		this.fixture.attachWith(Flag.HAS_PRESENCE);
		RealtimeChannel channel = this.fixture.connectAnonymously();
		channel.presence().subscribe(this.heard::add);
		this.fixture.realtime().awaitState(channel, ChannelState.ATTACHED);
		this.fixture.send(sync("seq1:"));
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000))));
		this.fixture.send(presence(wire(update("alice", "c1:1:0", 2000, "updated"))));
		this.fixture.send(presence(wire(leave("alice", "c1:2:0", 3000))));
		assertThat(this.heard).extracting(PresenceMessage::action)
			.containsExactly(PresenceAction.ENTER, PresenceAction.UPDATE, PresenceAction.LEAVE);
		assertThat(this.heard.get(0).clientId()).isEqualTo("alice");
		assertThat(this.heard.get(1).data()).isEqualTo("updated");
	}

	@Test
	@Uts("realtime/unit/RTP6b/subscribe-filtered-by-action-0")
	void aListenerMayWantOneActionOnly() {
		RealtimeChannel channel = attached();
		List<PresenceMessage> enters = new ArrayList<>();
		List<PresenceMessage> leaves = new ArrayList<>();
		channel.presence().subscribe(PresenceAction.ENTER, enters::add);
		channel.presence().subscribe(PresenceAction.LEAVE, leaves::add);
		aliceComesAndGoes();
		assertThat(enters).extracting(PresenceMessage::action).containsExactly(PresenceAction.ENTER);
		assertThat(leaves).extracting(PresenceMessage::action).containsExactly(PresenceAction.LEAVE);
	}

	@Test
	@Uts("realtime/unit/RTP6b/subscribe-filtered-multiple-actions-1")
	void aListenerMayWantSomeActions() {
		RealtimeChannel channel = attached();
		channel.presence().subscribe(List.of(PresenceAction.ENTER, PresenceAction.LEAVE), this.heard::add);
		aliceComesAndGoes();
		assertThat(this.heard).extracting(PresenceMessage::action)
			.containsExactly(PresenceAction.ENTER, PresenceAction.LEAVE);
	}

	@Test
	@Uts("realtime/unit/RTP6d/subscribe-implicitly-attaches-0")
	void subscribingAttaches() {
		RealtimeChannel channel = this.fixture.connectAnonymously();
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		channel.presence().subscribe(this.heard::add);
		this.fixture.realtime().awaitState(channel, ChannelState.ATTACHED);
		assertThat(this.fixture.server().sent(Action.ATTACH)).hasSize(1);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTP6e/subscribe-no-attach-option-0")
	void subscribingDoesNotAttachIfTheOptionsSaySo() {
		this.fixture.connectAnonymously();
		RealtimeChannel channel = this.fixture.realtime()
			.client()
			.channels()
			.get("quiet", ChannelOptions.builder().attachOnSubscribe(false).build());
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		channel.presence().subscribe(this.heard::add);
		this.fixture.realtime().run();
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(this.fixture.server().sent(Action.ATTACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP7c/unsubscribe-all-listeners-0")
	void allListenersAreTakenAway() {
		RealtimeChannel channel = attached();
		List<PresenceMessage> other = new ArrayList<>();
		channel.presence().subscribe(this.heard::add);
		channel.presence().subscribe(other::add);
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000))));
		assertThat(this.heard).hasSize(1);
		assertThat(other).hasSize(1);
		channel.presence().unsubscribe();
		this.fixture.send(presence(wire(enter("bob", "c2:0:0", 2000))));
		assertThat(this.heard).hasSize(1);
		assertThat(other).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTP7a/unsubscribe-specific-listener-0")
	void oneListenerIsTakenAway() {
		RealtimeChannel channel = attached();
		List<PresenceMessage> other = new ArrayList<>();
		Consumer<PresenceMessage> listener = this.heard::add;
		channel.presence().subscribe(listener);
		channel.presence().subscribe(other::add);
		channel.presence().unsubscribe(listener);
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000))));
		assertThat(this.heard).isEmpty();
		assertThat(other).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTP7b/unsubscribe-for-specific-action-0")
	void aListenerIsTakenAwayFromOneAction() {
		RealtimeChannel channel = attached();
		Consumer<PresenceMessage> listener = this.heard::add;
		channel.presence().subscribe(PresenceAction.ENTER, listener);
		channel.presence().subscribe(PresenceAction.LEAVE, listener);
		channel.presence().unsubscribe(PresenceAction.ENTER, listener);
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000)), wire(leave("alice", "c1:1:0", 2000))));
		assertThat(this.heard).extracting(PresenceMessage::action).containsExactly(PresenceAction.LEAVE);
	}

	@Test
	@Uts("realtime/unit/RTP6/presence-events-update-map-0")
	void whatListenersHearIsInTheSetToo() {
		RealtimeChannel channel = attached();
		channel.presence().subscribe(this.heard::add);
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000, "hello"))));
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().withoutWaiting()));
		assertThat(members).hasSize(1);
		assertThat(members.get(0).clientId()).isEqualTo("alice");
		assertThat(members.get(0).data()).isEqualTo("hello");
		assertThat(members.get(0).action()).isEqualTo(PresenceAction.PRESENT);
	}

	@Test
	@Uts("realtime/unit/RTP6/multiple-presence-in-single-message-1")
	void oneFrameMayTellOfMany() {
		RealtimeChannel channel = attached();
		channel.presence().subscribe(this.heard::add);
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000)), wire(enter("bob", "c2:0:0", 1000)),
				wire(enter("carol", "c3:0:0", 1000))));
		assertThat(clientIds(this.heard)).containsExactly("alice", "bob", "carol");
	}

	@Test
	void changesTellWhoJoinedChangedAndLeft() {
		RealtimeChannel channel = attached();
		List<PresenceDiff> changes = new ArrayList<>();
		channel.presence().subscribeToChanges(changes::add);
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000)), wire(enter("bob", "c2:0:0", 1000))));
		this.fixture.send(presence(wire(update("alice", "c1:1:0", 2000, "new")), wire(leave("bob", "c2:1:0", 2000))));
		assertThat(changes).hasSize(2);
		assertThat(clientIds(changes.get(0).joined())).containsExactly("alice", "bob");
		assertThat(changes.get(0).left()).isEmpty();
		assertThat(clientIds(changes.get(1).changed())).containsExactly("alice");
		assertThat(clientIds(changes.get(1).left())).containsExactly("bob");
	}

	@Test
	void aSyncIsOneChange() {
		this.fixture.attachWithMembers("seq1:", wire(present("alice", "c1:0:0", 100)),
				wire(present("bob", "c2:0:0", 100)));
		RealtimeChannel channel = attached();
		this.fixture.realtime().run();
		List<PresenceDiff> changes = new ArrayList<>();
		channel.presence().subscribeToChanges(changes::add);
		this.fixture.send(sync("seq2:more", wire(present("alice", "c1:0:0", 100))));
		this.fixture.send(sync("seq2:", wire(present("carol", "c3:0:0", 200))));
		assertThat(changes).hasSize(1);
		assertThat(clientIds(changes.get(0).joined())).containsExactly("carol");
		assertThat(clientIds(changes.get(0).left())).containsExactly("bob");
		assertThat(changes.get(0).changed()).isEmpty();
	}

	private RealtimeChannel attached() {
		return this.fixture.attach(this.fixture.connectAnonymously());
	}

	private void aliceComesAndGoes() {
		this.fixture.send(presence(wire(enter("alice", "c1:0:0", 1000)), wire(update("alice", "c1:1:0", 2000, null)),
				wire(leave("alice", "c1:2:0", 3000))));
	}

}
