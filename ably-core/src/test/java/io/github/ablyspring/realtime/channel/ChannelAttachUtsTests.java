package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelAttachUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	@Uts("realtime/unit/RTL4a/already-attached-noop-0")
	void attachingAgainDoesNothing() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		assertThat(this.fixture.await(channel.attach())).isNull();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL4h/attach-while-attaching-0")
	void attachingTwiceSendsOneFrame() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> first = channel.attach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		CompletableFuture<?> second = channel.attach();
		this.fixture.settle();
		this.fixture.send(Frames.attached(channel.name()));
		this.fixture.await(first);
		this.fixture.await(second);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL4h/attach-while-detaching-1")
	void attachingWaitsForADetachUnderWay() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> detach = channel.detach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHING);
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		this.fixture.send(Frames.detached(channel.name(), null));
		this.fixture.await(detach);
		this.fixture.await(attach);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL4g/attach-from-failed-0")
	void aFailedChannelCanBeAttachedAgain() {
		this.fixture.answerOnce(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Denied"));
		RealtimeChannel channel = this.fixture.connected();
		assertThat(this.fixture.failure(channel.attach()).code()).isEqualTo(40160);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason()).isNotNull();
		this.fixture.await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.errorReason()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTL4c/clears-error-reason-0")
	void aSuccessfulAttachClearsTheError() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.fallbackHosts(List.of()).suspendedRetryTimeout(ChannelFixture.millis(2000)));
		RealtimeChannel channel = fixture.attached();
		fixture.suspendConnection();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(channel.errorReason()).isNotNull();
		fixture.letConnect();
		fixture.advanceUntil(ConnectionState.CONNECTED, 2500, 10);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.errorReason()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTL4b/fails-connection-closed-0")
	void failsWhenTheConnectionIsClosed() {
		RealtimeChannel channel = this.fixture.connected();
		this.fixture.await(this.fixture.connection().close());
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CLOSED);
		AblyException failure = this.fixture.failure(channel.attach());
		assertThat(failure.code()).isNotZero();
		assertThat(channel.state()).isNotEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL4b/fails-connection-failed-1")
	void failsWhenTheConnectionHasFailed() {
		this.fixture.server().onConnection(connection -> {
			connection.respondWithConnected();
			connection.sendToClientAndClose(Frames.error(80000, 500, "Fatal error"));
		});
		RealtimeChannel channel = this.fixture.channel();
		this.fixture.connect();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(this.fixture.failure(channel.attach()).code()).isEqualTo(80000);
		assertThat(channel.state()).isNotEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL4b/fails-connection-suspended-2")
	void failsWhenTheConnectionIsSuspended() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.channelRetryTimeout(ChannelFixture.millis(100)));
		fixture.server().onConnection(MockConnection::respondWithRefused);
		RealtimeChannel channel = fixture.channel();
		fixture.connect();
		fixture.advanceUntil(ConnectionState.SUSPENDED, 5000, 60);
		assertThat(fixture.failure(channel.attach())).isNotNull();
		assertThat(channel.state()).isNotEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL4i/queued-while-connecting-0")
	void waitsForTheConnection() {
		this.fixture.server().holdConnections();
		RealtimeChannel channel = this.fixture.channel();
		this.fixture.connect();
		channel.attach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.fixture.sent(Action.ATTACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL4i/completes-on-connected-1")
	void isSentWhenTheConnectionComes() {
		this.fixture.server().holdConnections();
		RealtimeChannel channel = this.fixture.channel();
		this.fixture.connect();
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.fixture.sent(Action.ATTACH)).isEmpty();
		this.fixture.server().connection(0).respondWithConnected();
		this.fixture.await(attach);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL4c/sends-attach-message-1")
	void sendsAFrameAndIsAttaching() {
		RealtimeChannel channel = this.fixture.connected();
		List<ChannelState> heard = new ArrayList<>();
		channel.on(ChannelEvent.ATTACHING, change -> heard.add(change.current()));
		CompletableFuture<?> attach = channel.attach();
		this.fixture.loop().runUntil(() -> !this.fixture.sent(Action.ATTACH).isEmpty());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		this.fixture.await(attach);
		assertThat(heard).containsExactly(ChannelState.ATTACHING);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).singleElement()
			.satisfies(frame -> assertThat(frame.channel()).isEqualTo(channel.name()));
	}

	@Test
	@Uts("realtime/unit/RTL4c1/includes-channel-serial-0")
	void goesOnWhereTheChannelIs() {
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial("serial-from-server-1").build());
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.await(channel.setOptions(ChannelOptions.builder().modes(ChannelMode.SUBSCRIBE).build()));
		List<ProtocolMessage> attaches = this.fixture.sent(Action.ATTACH);
		assertThat(attaches).hasSize(2);
		assertThat(attaches.get(0).channelSerial()).isNull();
		assertThat(attaches.get(1).channelSerial()).isEqualTo("serial-from-server-1");
	}

	@Test
	@Uts("realtime/unit/RTL4f/timeout-to-suspended-0")
	void isSuspendedWhenTheServerDoesNotAnswer() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(100)));
		fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		fixture.advance(150);
		assertThat(fixture.failure(attach)).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
	}

	@Test
	@Uts("realtime/unit/RTL4k/includes-channel-params-0")
	void sendsTheParameters() {
		RealtimeChannel channel = this.fixture
			.channel(ChannelOptions.builder().param("rewind", "1").param("delta", "vcdiff").build());
		this.fixture.connect();
		this.fixture.await(channel.attach());
		assertThat(this.fixture.sent(Action.ATTACH)).singleElement()
			.satisfies(
					frame -> assertThat(frame.params()).containsEntry("rewind", "1").containsEntry("delta", "vcdiff"));
	}

	@Test
	@Uts("realtime/unit/RTL4l/modes-encoded-as-flags-0")
	void sendsTheModes() {
		RealtimeChannel channel = this.fixture
			.channel(ChannelOptions.builder().modes(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE).build());
		this.fixture.connect();
		this.fixture.await(channel.attach());
		ProtocolMessage attach = this.fixture.sent(Action.ATTACH).get(0);
		assertThat(attach.flags() & 131072).isNotZero();
		assertThat(attach.flags() & 262144).isNotZero();
		assertThat(attach.hasFlag(Flag.PRESENCE)).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTL4m/modes-from-attached-0")
	void knowsTheModesThatWereGranted() {
		this.fixture.answer(Action.ATTACH, frame -> ChannelFixture.attached(frame.channel()).flags(393216).build());
		RealtimeChannel channel = this.fixture.attached();
		assertThat(channel.modes()).isEqualTo(Set.of(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE));
	}

	@Test
	@Uts("realtime/unit/RTL4j/attach-resume-flag-0")
	void saysWhetherTheAttachGoesOnFromAnEarlierOne() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.await(channel.setOptions(ChannelOptions.builder().param("rewind", "1").build()));
		List<ProtocolMessage> attaches = this.fixture.sent(Action.ATTACH);
		assertThat(attaches).hasSize(2);
		assertThat(attaches.get(0).flags() & 32).isZero();
		assertThat(attaches.get(1).flags() & 32).isNotZero();
	}

}
