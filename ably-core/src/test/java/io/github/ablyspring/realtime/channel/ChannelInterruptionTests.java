package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What crosses something that is under way ends in a defined state.
 */
class ChannelInterruptionTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	void aSuspendedChannelAttachesAgainThoughTheDelayFails() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.reconnectDelay((retry, base) -> {
			throw new IllegalStateException("expected by the test");
		}));
		fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		fixture.advance(10_001);
		assertThat(fixture.failure(attach).code()).isEqualTo(90007);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		fixture.advance(15_000);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(fixture.sent(Action.ATTACH)).hasSize(2);
	}

	@Test
	void aReleaseDuringAnAttachDetachesFirst() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		CompletableFuture<Void> release = this.fixture.channels().release(channel.name());
		this.fixture.settle();
		assertThat(this.fixture.channels().exists(channel.name())).isTrue();
		this.fixture.send(Frames.attached(channel.name()));
		this.fixture.await(attach);
		this.fixture.await(release);
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.channels().exists(channel.name())).isFalse();
	}

	@Test
	void aReleaseDuringAnAttachThatTimesOutNeedsNoDetach() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		CompletableFuture<Void> release = this.fixture.channels().release(channel.name());
		this.fixture.advance(10_001);
		assertThat(this.fixture.failure(attach).code()).isEqualTo(90007);
		this.fixture.await(release);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.channels().exists(channel.name())).isFalse();
		assertNoTimersBut(1);
	}

	@Test
	void aReleaseThatTheServerDoesNotAnswerFailsAndKeepsTheChannel() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> release = this.fixture.channels().release(channel.name());
		this.fixture.advance(10_001);
		assertThat(this.fixture.failure(release).code()).isEqualTo(90007);
		assertThat(this.fixture.channels().get(channel.name())).isSameAs(channel);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void aFailedChannelCanBeReleased() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Denied"));
		this.fixture.await(this.fixture.channels().release(channel.name()));
		assertThat(this.fixture.channels().exists(channel.name())).isFalse();
	}

	@Test
	void whoAsksForAChannelMeanwhileKeepsIt() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> release = this.fixture.channels().release(channel.name());
		this.fixture.settle();
		assertThat(this.fixture.channels().get(channel.name())).isSameAs(channel);
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		this.fixture.send(Frames.detached(channel.name(), null));
		this.fixture.await(release);
		this.fixture.await(attach);
		assertThat(this.fixture.channels().get(channel.name())).isSameAs(channel);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void aReleasedChannelRefusesEverything() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		CompletableFuture<?> waiting = channel.whenState(ChannelState.FAILED);
		List<String> ended = new ArrayList<>();
		channel.messages().doOnComplete(() -> ended.add("messages")).subscribe();
		channel.stateChanges().doOnComplete(() -> ended.add("changes")).subscribe();
		this.fixture.await(this.fixture.channels().release(channel.name()));
		assertThat(this.fixture.failure(channel.attach()).code()).isEqualTo(90001);
		assertThat(this.fixture.failure(channel.publish("name", "data")).code()).isEqualTo(90001);
		assertThat(this.fixture.failure(waiting).code()).isEqualTo(90001);
		assertThat(ended).containsExactlyInAnyOrder("messages", "changes");
		assertThat(changes).extracting(ChannelStateChange::current)
			.containsExactly(ChannelState.DETACHING, ChannelState.DETACHED);
		this.fixture.send(Frames.attached(channel.name()));
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
	}

	@Test
	void operationsAreCarriedOutInTheirOrder() {
		RealtimeChannel channel = this.fixture.connected();
		List<CompletableFuture<?>> all = List.of(channel.attach(), channel.detach(), channel.attach(), channel.attach(),
				channel.detach(), channel.detach(), channel.attach());
		all.forEach(this.fixture::await);
		assertThat(this.fixture.server().sent()).extracting(ProtocolMessage::action)
			.containsExactly(Action.ATTACH, Action.DETACH, Action.ATTACH, Action.DETACH, Action.ATTACH);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void aThousandChannelsAttachWithOneFrameEach() {
		this.fixture.connect();
		List<CompletableFuture<?>> attaches = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			attaches.add(this.fixture.channels().get("channel-" + i).attach());
		}
		int threads = Thread.activeCount();
		attaches.forEach(this.fixture::await);
		// fewer when a thread of an earlier test ends meanwhile
		assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1000);
		assertThat(this.fixture.server().sent()).hasSize(1000);
		assertThat(this.fixture.channels()).hasSize(1000)
			.allSatisfy(channel -> assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED));
		assertNoTimersBut(1);
	}

	@Test
	void aThousandChannelsComeBackWithOneFrameEach() {
		aThousandChannelsAttachWithOneFrameEach();
		this.fixture.reconnect();
		this.fixture.settle();
		assertThat(this.fixture.sentOn(2, Action.ATTACH)).hasSize(1000);
		assertThat(this.fixture.channels())
			.allSatisfy(channel -> assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED));
	}

	@Test
	void nothingIsLeftAfterAClose() {
		RealtimeChannel attached = this.fixture.attached();
		this.fixture.server().ignore(Action.ATTACH).ignore(Action.DETACH);
		CompletableFuture<?> attaching = this.fixture.channels().get("attaching").attach();
		CompletableFuture<Void> detaching = attached.detach();
		CompletableFuture<?> publishing = attached.publish("pending", "data");
		this.fixture.settle();
		this.fixture.await(this.fixture.connection().close());
		assertThat(this.fixture.failure(attaching)).isNotNull();
		assertThat(this.fixture.failure(publishing)).isNotNull();
		this.fixture.await(detaching);
		assertThat(this.fixture.channels())
			.allSatisfy(channel -> assertThat(channel.state()).isEqualTo(ChannelState.DETACHED));
		assertThat(this.fixture.loop().pendingTimers()).isZero();
	}

	@Test
	void connectingAgainAfterACloseStartsAfresh() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Denied"));
		this.fixture.await(this.fixture.connection().close());
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.connect();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(channel.errorReason()).isNull();
		assertThat(changes).extracting(ChannelStateChange::event).containsExactly(ChannelEvent.INITIALIZED);
	}

	@Test
	void connectingWhileClosingStartsAfresh() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.CLOSE);
		this.fixture.connection().close();
		this.fixture.settle();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CLOSING);
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.connect();
		assertThat(changes).extracting(ChannelStateChange::event)
			.containsExactly(ChannelEvent.DETACHED, ChannelEvent.INITIALIZED);
		this.fixture.await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void anExecutorThatRefusesLosesNothing() throws Exception {
		ChannelFixture fixture = ChannelFixture.create(options -> {
		}, task -> {
			throw new RejectedExecutionException("expected by the test");
		});
		fixture.connect();
		RealtimeChannel channel = fixture.channel();
		CompletableFuture<String> heard = new CompletableFuture<>();
		channel.subscribe(message -> heard.complete(message.name()));
		fixture.settle();
		fixture.send(ChannelFixture.message(channel.name(), "event", "data").build());
		assertThat(heard.get(5, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("event");
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void callbacksMayCallAnything() {
		RealtimeChannel channel = this.fixture.connected();
		List<String> seen = new ArrayList<>();
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		channel.once(ChannelEvent.ATTACHED, change -> {
			channel.publish("from-a-callback", null).thenRun(() -> seen.add("published"));
			channel.detach().thenRun(() -> seen.add("detached"));
			this.fixture.channels().release(channel.name()).thenRun(() -> seen.add("released"));
			channel.subscribe(message -> {
			});
		});
		channel.attach();
		this.fixture.settle();
		assertThat(seen).containsExactlyInAnyOrder("published", "detached", "released");
		assertThat(this.fixture.channels().exists(channel.name())).isFalse();
	}

	// The connection has one timer while it is connected: that of its idle watch. The one
	// that looks after listeners that take long ends by itself.
	private void assertNoTimersBut(int number) {
		this.fixture.advance(10);
		assertThat(this.fixture.loop().pendingTimers()).isEqualTo(number);
	}

}
