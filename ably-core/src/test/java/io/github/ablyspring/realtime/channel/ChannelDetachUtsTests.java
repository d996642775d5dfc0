package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelDetachUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	@Uts("realtime/unit/RTL5a/detach-initialized-noop-0")
	void aNewChannelHasNothingToDetach() {
		RealtimeChannel channel = this.fixture.connected();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(changes).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL5a/detach-already-detached-noop-1")
	void detachingAgainDoesNothing() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL5i/detach-while-detaching-0")
	void detachingTwiceSendsOneFrame() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> first = channel.detach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHING);
		CompletableFuture<Void> second = channel.detach();
		this.fixture.settle();
		this.fixture.send(Frames.detached(channel.name(), null));
		this.fixture.await(first);
		this.fixture.await(second);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL5i/detach-while-attaching-1")
	void detachingWaitsForAnAttachUnderWay() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		CompletableFuture<Void> detach = channel.detach();
		this.fixture.settle();
		this.fixture.send(Frames.attached(channel.name()));
		this.fixture.await(attach);
		this.fixture.await(detach);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.server().sent()).extracting(ProtocolMessage::action)
			.containsExactly(Action.ATTACH, Action.DETACH);
	}

	@Test
	@Uts("realtime/unit/RTL5b/detach-failed-errors-0")
	void aFailedChannelCannotBeDetached() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Not permitted"));
		RealtimeChannel channel = this.fixture.connected();
		this.fixture.failure(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.fixture.failure(channel.detach())).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
	}

	@Test
	@Uts("realtime/unit/RTL5j/detach-suspended-to-detached-0")
	void aSuspendedChannelIsDetachedAtOnce() {
		RealtimeChannel channel = this.fixture.suspended();
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL5l/detach-not-connected-immediate-0")
	void detachesAtOnceWhileConnecting() {
		this.fixture.server().holdConnections();
		RealtimeChannel channel = this.fixture.channel();
		this.fixture.connect();
		channel.attach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL5l/detach-attached-when-disconnected-1")
	void detachesAtOnceWhileDisconnected() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.loseConnection();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL5d/normal-detach-flow-0")
	void sendsAFrameAndIsDetaching() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelState> heard = new ArrayList<>();
		channel.on(ChannelEvent.DETACHING, change -> heard.add(change.current()));
		CompletableFuture<?> detach = channel.detach();
		this.fixture.loop().runUntil(() -> !this.fixture.sent(Action.DETACH).isEmpty());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHING);
		this.fixture.await(detach);
		assertThat(heard).containsExactly(ChannelState.DETACHING);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).singleElement()
			.satisfies(frame -> assertThat(frame.channel()).isEqualTo(channel.name()));
	}

	@Test
	@Uts("realtime/unit/RTL5f/timeout-returns-previous-state-0")
	void staysAttachedWhenTheServerDoesNotAnswer() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(100)));
		RealtimeChannel channel = fixture.attached();
		fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> detach = channel.detach();
		fixture.advance(150);
		assertThat(fixture.failure(detach)).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL5k/attached-while-detaching-0")
	void insistsWhenTheServerSaysAttachedMeanwhile() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.answerOnce(Action.DETACH, frame -> Frames.attached(frame.channel()));
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTL5k/attached-while-detached-1")
	void insistsWhenTheServerSaysAttachedLater() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
		this.fixture.send(Frames.attached(channel.name()));
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(2);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
	}

	@Test
	@Uts("realtime/unit/RTL5/detach-state-change-events-0")
	void tellsOfDetachingAndDetached() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.await(channel.detach());
		assertThat(changes).hasSize(2);
		assertThat(changes.get(0).current()).isEqualTo(ChannelState.DETACHING);
		assertThat(changes.get(0).previous()).isEqualTo(ChannelState.ATTACHED);
		assertThat(changes.get(0).event()).isEqualTo(ChannelEvent.DETACHING);
		assertThat(changes.get(1).current()).isEqualTo(ChannelState.DETACHED);
		assertThat(changes.get(1).previous()).isEqualTo(ChannelState.DETACHING);
		assertThat(changes.get(1).event()).isEqualTo(ChannelEvent.DETACHED);
	}

}
