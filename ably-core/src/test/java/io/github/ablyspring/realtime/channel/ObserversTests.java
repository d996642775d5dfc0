package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what watches channels and publishes from outside, and for what a connection
 * says of itself.
 */
class ObserversTests {

	private final List<String> log = new ArrayList<>();

	@Test
	void hearOfChannelsMessagesAndListeners() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.channelObservers(List.of(recording())));
		RealtimeChannel channel = fixture.connected();
		channel.subscribe(message -> {
			if ("bad".equals(message.data())) {
				throw new IllegalStateException("expected by the test");
			}
		});
		fixture.settle();
		fixture.send(ChannelFixture.message(ChannelFixture.NAME, "name", "good").build());
		fixture.send(ChannelFixture.message(ChannelFixture.NAME, "name", "bad").build());
		assertThat(this.log).containsExactly("ATTACHING", "ATTACHED", "received 1", "called null", "received 1",
				"called expected by the test");
		assertThat(channel.listenerCount()).isEqualTo(1);
	}

	@Test
	void hearOfMessagesThatAreDropped() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.channelObservers(List.of(recording()))
			.mailbox(new MailboxOptions(1, OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(1))));
		fixture.attached().subscribe(message -> {
		});
		fixture.settle();
		for (int i = 0; i < 3; i++) {
			fixture.server().sendToClient(ChannelFixture.message(ChannelFixture.NAME, "name", "data").build());
		}
		fixture.settle();
		assertThat(this.log).contains("dropped 2");
	}

	@Test
	void oneThatThrowsHarmsNobody() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.channelObservers(List.of(new ChannelObserver() {

				@Override
				public void received(String channel, int count) {
					throw new IllegalStateException("expected by the test");
				}

			}, recording())));
		List<@Nullable Object> received = new ArrayList<>();
		fixture.attached().subscribe(message -> received.add(message.data()));
		fixture.settle();
		fixture.send(ChannelFixture.message(ChannelFixture.NAME, "name", "data").build());
		assertThat(received).containsExactly("data");
		assertThat(this.log).contains("received 1");
	}

	@Test
	void watchAPublishFromItsCallToItsOutcomeAndMayAddToIt() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.publishObservers(List.of(adding("-a"), adding("-b"))));
		RealtimeChannel channel = fixture.attached();
		fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		var published = channel.publish("name", "data");
		assertThat(this.log).containsExactly("REALTIME test data", "REALTIME test data-a");
		fixture.await(published);
		assertThat(this.log).endsWith("ended null", "ended null");
		assertThat(fixture.sent(Action.MESSAGE).get(0).messages()).extracting(WireMessage::data)
			.containsExactly("data-a-b");
	}

	@Test
	void learnWhyAPublishHasFailed() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.publishObservers(List.of(adding(""))));
		RealtimeChannel channel = fixture.attached();
		fixture.answer(Action.MESSAGE, frame -> Frames.nack(frame, 40160, 401, "no"));
		fixture.failure(channel.publish("name", "data"));
		assertThat(this.log.get(1)).contains("40160");
	}

	@Test
	void watchWhatElseIsPublishedToItsOutcome() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.publishObservers(List.of(failing(), watching())));
		RealtimeChannel channel = fixture.attached();
		fixture.answer(Action.PRESENCE, frame -> Frames.ack(frame, "s:1"));
		fixture.answer(Action.ANNOTATION, frame -> Frames.nack(frame, 40160, 401, "no"));
		fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		var entered = channel.presence().enterClient("alice");
		assertThat(this.log).containsExactly("REALTIME PRESENCE test 1");
		fixture.await(entered);
		fixture.failure(channel.annotations().publish("serial", Annotation.of("reaction", "like")));
		fixture.await(channel.deleteMessage(Message.builder().serial("serial").build()));
		assertThat(this.log).containsExactly("REALTIME PRESENCE test 1", "ended 0", "REALTIME ANNOTATION test 1",
				"ended 40160", "REALTIME CHANGE test 1", "ended 0");
	}

	@Test
	void watchWhatIsRefusedBeforeItIsSent() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.publishObservers(List.of(watching())));
		RealtimeChannel channel = fixture.attached();
		fixture.failure(channel.annotations().publish("", Annotation.of("reaction", "like")));
		fixture.failure(channel.deleteMessage(Message.of("name", "no serial")));
		assertThat(this.log).element(1).asString().startsWith("ended 4");
		assertThat(this.log).element(3).asString().startsWith("ended 4");
	}

	@Test
	void onePublishObserverThatThrowsHarmsNobody() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.publishObservers(List.of((route, name, messages) -> {
				throw new IllegalStateException("expected by the test");
			}, adding("-b"))));
		RealtimeChannel channel = fixture.attached();
		fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		fixture.await(channel.publish("name", "data"));
		assertThat(fixture.sent(Action.MESSAGE).get(0).messages()).extracting(WireMessage::data)
			.containsExactly("data-b");
	}

	@Test
	void aConnectionTellsItsHostHowLongAndWhatIsPending() {
		ChannelFixture fixture = ChannelFixture.create();
		assertThat(fixture.connection().status().host()).isNull();
		RealtimeChannel channel = fixture.attached();
		channel.publish("name", "never acknowledged");
		fixture.settle();
		assertThat(fixture.connection().status().pendingPublishes()).isOne();
		assertThat(fixture.connection().status().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(fixture.connection().status().host()).isEqualTo(fixture.client().options().hosts().primary());
		fixture.advance(3000);
		assertThat(Duration.between(fixture.connection().status().since(), fixture.loop().now())).hasSeconds(3);
		fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		fixture.reconnect();
		assertThat(fixture.connection().status().pendingPublishes()).isZero();
	}

	private static PublishObserver failing() {
		return new PublishObserver() {

			@Override
			public Watch publishing(Route route, String channel, List<Message> messages) {
				throw new IllegalStateException("expected by the test");
			}

			@Override
			public Completion sending(Route route, Kind kind, String channel, int count) {
				throw new IllegalStateException("expected by the test");
			}

		};
	}

	private PublishObserver watching() {
		return new PublishObserver() {

			@Override
			public Watch publishing(Route route, String channel, List<Message> messages) {
				throw new IllegalStateException("not expected by the test");
			}

			@Override
			public Completion sending(Route route, Kind kind, String channel, int count) {
				ObserversTests.this.log.add(route + " " + kind + " " + channel + " " + count);
				return (failure) -> ObserversTests.this.log
					.add("ended " + ((failure instanceof AblyException error) ? error.code() : 0));
			}

		};
	}

	private ChannelObserver recording() {
		return new ChannelObserver() {

			@Override
			public void stateChanged(String channel, ChannelStateChange change) {
				ObserversTests.this.log.add(change.current().name());
			}

			@Override
			public void received(String channel, int count) {
				ObserversTests.this.log.add("received " + count);
			}

			@Override
			public void listenerCalled(String channel, Duration duration, @Nullable Throwable failure) {
				ObserversTests.this.log.add("called " + ((failure != null) ? failure.getMessage() : null));
			}

			@Override
			public void dropped(MessagesDropped dropped) {
				ObserversTests.this.log.add("dropped " + dropped.count());
			}

		};
	}

	private PublishObserver adding(String suffix) {
		return (route, channel, messages) -> {
			this.log.add(route + " " + channel + " " + messages.get(0).data());
			List<Message> changed = messages.stream()
				.map(message -> message.toBuilder().data(message.data() + suffix).build())
				.toList();
			return new PublishObserver.Watch() {

				@Override
				public List<Message> messages() {
					return changed;
				}

				@Override
				public void ended(@Nullable Throwable failure) {
					ObserversTests.this.log.add("ended " + failure);
				}

			};
		};
	}

}
