package io.github.ablyspring.realtime.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.PresenceFixture.CHANNEL;
import static io.github.ablyspring.realtime.presence.PresenceFixture.clientIds;
import static io.github.ablyspring.realtime.presence.PresenceFixture.sync;
import static io.github.ablyspring.realtime.presence.PresenceFixture.wire;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Portable tests for what becomes of presence when its channel changes its state (RTL9,
 * RTL11, RTP1, RTP5, RTP13).
 */
class PresenceChannelStateUtsTests {

	@AutoClose
	private final PresenceFixture fixture = new PresenceFixture();

	private final List<PresenceMessage> leaves = new ArrayList<>();

	@Test
	@Uts("realtime/unit/RTP1/has-presence-triggers-sync-0")
	void membersAreListedAfterAttaching() {
		RealtimeChannel channel = attachedWithAlice();
		assertThat(clientIds(this.fixture.await(channel.presence().get()))).containsExactly("alice");
		assertThat(channel.presence().syncComplete()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTP1/no-has-presence-empty-1")
	void withoutTheFlagNobodyIsPresent() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		assertThat(this.fixture.await(channel.presence().get())).isEmpty();
		assertThat(channel.presence().syncComplete()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTP1/no-has-presence-clears-existing-2")
	void withoutTheFlagAllHaveLeft() {
		this.fixture.attachWithMembers("seq1:", wire(present("alice", "c1:0:0", 100)),
				wire(present("bob", "c2:0:0", 100)));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		assertThat(this.fixture.await(channel.presence().get())).hasSize(2);
		channel.presence().subscribe(PresenceAction.LEAVE, this.leaves::add);
		this.fixture.attachWith();
		this.fixture.reconnect(channel);
		assertThat(this.fixture.await(channel.presence().get())).isEmpty();
		assertThat(clientIds(this.leaves)).containsExactlyInAnyOrder("alice", "bob");
		assertThat(this.leaves).allSatisfy((leave) -> assertThat(leave.id()).isNull());
	}

	@Test
	@Uts("realtime/unit/RTP5a/detached-clears-presence-maps-0")
	void detachingForgetsTheMembersInSilence() {
		RealtimeChannel channel = attachedWithAlice();
		assertThat(this.fixture.await(channel.presence().get())).hasSize(1);
		channel.presence().subscribe(PresenceAction.LEAVE, this.leaves::add);
		this.fixture.attachWith(Flag.HAS_PRESENCE);
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		this.fixture.realtime().run();
		assertThat(this.leaves).isEmpty();
		assertThat(this.fixture.await(channel.presence().get(PresenceQuery.all().withoutWaiting()))).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP5a/failed-clears-presence-maps-1")
	void failingForgetsTheMembersInSilence() {
		RealtimeChannel channel = attachedWithAlice();
		assertThat(this.fixture.await(channel.presence().get())).hasSize(1);
		channel.presence().subscribe(PresenceAction.LEAVE, this.leaves::add);
		this.fixture.send(Frames.channelError(CHANNEL, 90001, 400, "Channel failed"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.leaves).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP5b/attached-sends-queued-presence-0")
	void whatWaitedIsSentOnceAttached() {
		RealtimeChannel channel = attaching();
		CompletableFuture<Void> entered = channel.presence().enter("queued");
		this.fixture.realtime().run();
		assertThat(this.fixture.entered()).isEmpty();
		this.fixture.send(Frames.attached(CHANNEL));
		this.fixture.await(entered);
		assertThat(this.fixture.entered()).hasSize(1);
		assertThat(this.fixture.entered(0).action()).isEqualTo(PresenceAction.ENTER.code());
		assertThat(this.fixture.entered(0).data()).isEqualTo("queued");
	}

	@Test
	@Uts("realtime/unit/RTP5f/suspended-maintains-presence-map-0")
	void aSuspendedChannelKeepsItsMembers() {
		this.fixture.attachWithMembers("seq1:", wire(present("alice", "c1:0:0", 100)),
				wire(present("bob", "c2:0:0", 100)));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		assertThat(this.fixture.await(channel.presence().get())).hasSize(2);
		this.fixture.suspend(channel);
		assertThat(this.fixture.await(channel.presence().get(PresenceQuery.all().withoutWaiting()))).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTP13/sync-complete-attribute-0")
	void theSyncIsCompleteWithItsLastFrame() {
		this.fixture.attachWithMembers("seq1:cursor1", wire(present("alice", "c1:0:0", 100)));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.realtime().run();
		assertThat(channel.presence().syncComplete()).isFalse();
		this.fixture.send(sync("seq1:", wire(present("bob", "c2:0:0", 100))));
		assertThat(channel.presence().syncComplete()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTL9/presence-attribute-0")
	void aChannelHasOnePresence() {
		RealtimeChannel channel = this.fixture.connectAnonymously();
		assertThat(channel.presence()).isInstanceOf(RealtimePresence.class).isSameAs(channel.presence());
	}

	@Test
	@Uts("realtime/unit/RTL11/queued-presence-fail-detached-0")
	void onADetachedChannelPresenceFails() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAs("my-client"));
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.awaitFailure(channel.presence().enter("queued-enter")).code()).isEqualTo(90001);
		assertThat(this.fixture.entered()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL11/queued-presence-fail-suspended-1")
	void whatWaitedFailsWhenTheChannelIsSuspended() {
		RealtimeChannel channel = attaching();
		CompletableFuture<Void> entered = channel.presence().enter("queued-enter");
		CompletableFuture<Void> updated = channel.presence().update("queued-update");
		this.fixture.realtime().run();
		assertThat(this.fixture.entered()).isEmpty();
		this.fixture.suspend(channel);
		assertThat(this.fixture.entered()).isEmpty();
		assertThat(this.fixture.awaitFailure(entered).code()).isEqualTo(90001);
		assertThat(this.fixture.awaitFailure(updated).code()).isEqualTo(90001);
	}

	@Test
	@Uts("realtime/unit/RTL11/queued-presence-fail-failed-2")
	void whatWaitedFailsWhenTheChannelDoes() {
		RealtimeChannel channel = attaching();
		CompletableFuture<Void> entered = channel.presence().enter("queued-enter");
		this.fixture.realtime().run();
		assertThat(this.fixture.entered()).isEmpty();
		this.fixture.send(Frames.channelError(CHANNEL, 90001, 400, "Channel failed"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.fixture.entered()).isEmpty();
		assertThat(this.fixture.awaitFailure(entered).code()).isEqualTo(90001);
	}

	@Test
	@Uts("realtime/unit/RTL11a/ack-nack-unaffected-by-state-0")
	void whatWasSentIsAcknowledgedWhateverBecameOfTheChannel() {
		this.fixture.server().onMessage(Action.PRESENCE, (frame) -> this.fixture.entered().add(frame));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAs("my-client"));
		CompletableFuture<Void> entered = channel.presence().enter("awaiting-ack");
		this.fixture.realtime().run();
		assertThat(this.fixture.entered()).hasSize(1);
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		this.fixture.send(Frames.ack(this.fixture.entered().get(0)));
		this.fixture.await(entered);
		assertThat(entered).isCompleted();
	}

	private RealtimeChannel attachedWithAlice() {
		this.fixture.attachWithMembers("seq1:", wire(present("alice", "c1:0:0", 100)));
		return this.fixture.attach(this.fixture.connectAnonymously());
	}

	private RealtimeChannel attaching() {
		this.fixture.doNotAttach();
		RealtimeChannel channel = this.fixture.connectAs("my-client");
		channel.attach();
		this.fixture.realtime().awaitState(channel, ChannelState.ATTACHING);
		return channel;
	}

}
