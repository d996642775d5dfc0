package io.github.ablyspring.realtime.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelConnectionStateUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create(options -> options.fallbackHosts(List.of())
		.disconnectedRetryTimeout(ChannelFixture.millis(1000))
		.suspendedRetryTimeout(ChannelFixture.millis(2000)));

	@Test
	@Uts("realtime/unit/RTL3e/disconnected-attached-noop-0")
	void aLostConnectionLeavesAChannelAttached() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.loseConnection();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(changes).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL3e/disconnected-attaching-noop-1")
	void aLostConnectionLeavesAChannelAttaching() {
		RealtimeChannel channel = this.fixture.attaching();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.loseConnection();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(changes).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL3a/failed-attached-to-failed-0")
	void aFailedConnectionFailsAnAttachedChannel() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		failConnection();
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason().code()).isEqualTo(40198);
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.FAILED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHED);
			assertThat(change.reason().code()).isEqualTo(40198);
		});
	}

	@Test
	@Uts("realtime/unit/RTL3a/failed-attaching-to-failed-1")
	void aFailedConnectionFailsAnAttachUnderWay() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		failConnection();
		assertThat(this.fixture.failure(attach).code()).isEqualTo(40198);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason()).isNotNull();
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.FAILED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHING);
		});
	}

	@Test
	@Uts("realtime/unit/RTL3a/other-states-unaffected-2")
	void aFailedConnectionLeavesOtherChannelsAlone() {
		RealtimeChannel initialized = this.fixture.channels().get("initialized");
		RealtimeChannel detached = this.fixture.channels().get("detached");
		this.fixture.connect();
		this.fixture.await(detached.attach());
		this.fixture.await(detached.detach());
		List<ChannelStateChange> initializedChanges = this.fixture.changes(initialized);
		List<ChannelStateChange> detachedChanges = this.fixture.changes(detached);
		failConnection();
		assertThat(initialized.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(detached.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(initializedChanges).isEmpty();
		assertThat(detachedChanges).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL3b/closed-attached-to-detached-0")
	void closingTheConnectionDetachesAChannel() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.await(this.fixture.connection().close());
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.DETACHED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHED);
		});
	}

	@Test
	@Uts("realtime/unit/RTL3b/closed-attaching-to-detached-1")
	void closingTheConnectionEndsAnAttachUnderWay() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.await(this.fixture.connection().close());
		assertThat(this.fixture.failure(attach)).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.DETACHED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHING);
		});
	}

	@Test
	@Uts("realtime/unit/RTL3c/suspended-attached-to-suspended-0")
	void aSuspendedConnectionSuspendsAnAttachedChannel() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.suspendConnection();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.SUSPENDED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHED);
		});
	}

	@Test
	@Uts("realtime/unit/RTL3c/suspended-attaching-to-suspended-1")
	void aSuspendedConnectionSuspendsAnAttachUnderWay() {
		RealtimeChannel channel = this.fixture.attaching();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.suspendConnection();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.SUSPENDED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHING);
		});
	}

	@Test
	@Uts("realtime/unit/RTL3d/reattach-attached-with-serial-0")
	void attachesAgainWhereItWasWhenTheConnectionIsBack() {
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial("serial-001").build());
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.reconnect();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		List<ProtocolMessage> attaches = this.fixture.sent(Action.ATTACH);
		assertThat(attaches).hasSize(2);
		assertThat(attaches.get(1).channelSerial()).isEqualTo("serial-001");
		assertThat(changes).extracting(ChannelStateChange::current)
			.containsExactly(ChannelState.ATTACHING, ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL3d/reattach-suspended-channels-1")
	void attachesASuspendedChannelWhenTheConnectionIsBack() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		this.fixture.suspendConnection();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 2500, 10);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSizeGreaterThanOrEqualTo(2);
		assertThat(changes).extracting(ChannelStateChange::current)
			.containsExactly(ChannelState.ATTACHING, ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL3d/init-detached-not-reattached-2")
	void doesNotAttachWhatWasNotAttached() {
		RealtimeChannel initialized = this.fixture.channels().get("initialized");
		RealtimeChannel detached = this.fixture.channels().get("detached");
		this.fixture.connect();
		this.fixture.await(detached.attach());
		this.fixture.await(detached.detach());
		int before = this.fixture.sent(Action.ATTACH).size();
		List<ChannelStateChange> initializedChanges = this.fixture.changes(initialized);
		List<ChannelStateChange> detachedChanges = this.fixture.changes(detached);
		this.fixture.reconnect();
		assertThat(initialized.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(detached.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(initializedChanges).isEmpty();
		assertThat(detachedChanges).isEmpty();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(before);
	}

	@Test
	@Uts("realtime/unit/RTL3d/multiple-channels-reattached-3")
	void attachesAllOfThem() {
		RealtimeChannel first = this.fixture.channels().get("first");
		RealtimeChannel second = this.fixture.channels().get("second");
		this.fixture.connect();
		this.fixture.await(first.attach());
		this.fixture.await(second.attach());
		int before = this.fixture.sent(Action.ATTACH).size();
		this.fixture.reconnect();
		assertThat(first.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(second.state()).isEqualTo(ChannelState.ATTACHED);
		List<ProtocolMessage> attaches = this.fixture.sent(Action.ATTACH);
		assertThat(attaches.subList(before, attaches.size())).extracting(ProtocolMessage::channel)
			.containsExactlyInAnyOrder("first", "second");
	}

	private void failConnection() {
		this.fixture.server().sendToClientAndClose(Frames.error(40198, 403, "Account disabled"));
		this.fixture.settle();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
	}

}
