package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.Frames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageInterceptorTests {

	private final List<String> received = new ArrayList<>();

	@Test
	void changeWhatIsPublishedOneAfterTheOther() {
		ChannelFixture fixture = fixture(appending("-a"), appending("-b"));
		fixture.attached().publish("name", "data");
		fixture.settle();
		assertThat(sent(fixture)).containsExactly("data-a-b");
	}

	@Test
	void mayTakeTheirTimeWithoutChangingTheOrder() {
		List<CompletableFuture<List<Message>>> pending = new ArrayList<>();
		ChannelFixture fixture = fixture(new MessageInterceptor() {

			@Override
			public CompletionStage<List<Message>> publishing(String channel, List<Message> messages) {
				CompletableFuture<List<Message>> answer = new CompletableFuture<>();
				pending.add(answer);
				return answer;
			}

		});
		RealtimeChannel channel = fixture.attached();
		channel.publish("name", "first");
		channel.publish("name", "second");
		fixture.settle();
		assertThat(pending).hasSize(2);
		pending.get(1).complete(List.of(Message.of("name", "second")));
		fixture.settle();
		assertThat(sent(fixture)).isEmpty();
		pending.get(0).complete(List.of(Message.of("name", "first")));
		fixture.settle();
		assertThat(sent(fixture)).containsExactly("first", "second");
	}

	@Test
	void oneThatFailsFailsThePublishAndNoOther() {
		ChannelFixture fixture = fixture(new MessageInterceptor() {

			@Override
			public CompletionStage<List<Message>> publishing(String channel, List<Message> messages) {
				if ("bad".equals(messages.get(0).data())) {
					throw new IllegalArgumentException("expected by the test");
				}
				return CompletableFuture.completedStage(messages);
			}

		});
		RealtimeChannel channel = fixture.attached();
		fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		assertThat(fixture.failure(channel.publish("name", "bad"))).hasMessageContaining("expected by the test");
		fixture.await(channel.publish("name", "good"));
		assertThat(sent(fixture)).containsExactly("good");
	}

	@Test
	void oneThatChangesTheNumberOfMessagesFailsThePublish() {
		ChannelFixture fixture = fixture(new MessageInterceptor() {

			@Override
			public CompletionStage<List<Message>> publishing(String channel, List<Message> messages) {
				return CompletableFuture.completedStage(List.of());
			}

		});
		assertThat(fixture.failure(fixture.attached().publish("name", "data")).code()).isEqualTo(40000);
	}

	@Test
	void oneThatNeverAnswersDoesNotTakeAllMemory() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.maxPendingPublishes(3).interceptors(List.of(new MessageInterceptor() {

				@Override
				public CompletionStage<List<Message>> publishing(String channel, List<Message> messages) {
					return new CompletableFuture<>();
				}

			})));
		RealtimeChannel channel = fixture.attached();
		for (int i = 0; i < 3; i++) {
			channel.publish("name", "data");
		}
		assertThat(fixture.failure(channel.publish("name", "one too many")).errorInfo().message()).contains("3");
	}

	@Test
	void changeWhatIsDelivered() {
		ChannelFixture fixture = fixture(delivering("-a"), delivering("-b"));
		subscribe(fixture);
		receive(fixture, "data");
		assertThat(this.received).containsExactly("data-a-b");
	}

	@Test
	void keepTheOrderOfDeliveriesThoughTheyTakeTheirTime() {
		List<CompletableFuture<@Nullable Message>> pending = new ArrayList<>();
		ChannelFixture fixture = fixture(new MessageInterceptor() {

			@Override
			public CompletionStage<@Nullable Message> delivering(String channel, Message message) {
				CompletableFuture<@Nullable Message> answer = new CompletableFuture<>();
				pending.add(answer);
				return answer;
			}

		});
		subscribe(fixture);
		receive(fixture, "first");
		receive(fixture, "second");
		assertThat(this.received).isEmpty();
		pending.get(0).complete(Message.of("name", "first"));
		fixture.settle();
		pending.get(1).complete(Message.of("name", "second"));
		fixture.settle();
		assertThat(this.received).containsExactly("first", "second");
	}

	@Test
	void mayHoldBackAMessage() {
		ChannelFixture fixture = fixture(new MessageInterceptor() {

			@Override
			public CompletionStage<@Nullable Message> delivering(String channel, Message message) {
				return CompletableFuture.completedStage("secret".equals(message.data()) ? null : message);
			}

		});
		subscribe(fixture);
		receive(fixture, "secret");
		receive(fixture, "public");
		assertThat(this.received).containsExactly("public");
	}

	@Test
	void oneThatFailsLeavesTheMessageAsItWas() {
		ChannelFixture fixture = fixture(delivering("-a"), new MessageInterceptor() {

			@Override
			public CompletionStage<@Nullable Message> delivering(String channel, Message message) {
				if ("throw-a".equals(message.data())) {
					throw new IllegalStateException("expected by the test");
				}
				return CompletableFuture.failedStage(new IllegalStateException("expected by the test"));
			}

		}, delivering("-b"));
		subscribe(fixture);
		receive(fixture, "throw");
		receive(fixture, "fail");
		assertThat(this.received).containsExactly("throw-a-b", "fail-a-b");
	}

	private static ChannelFixture fixture(MessageInterceptor... interceptors) {
		return ChannelFixture.create(options -> options.interceptors(List.of(interceptors)));
	}

	private static MessageInterceptor appending(String suffix) {
		return new MessageInterceptor() {

			@Override
			public CompletionStage<List<Message>> publishing(String channel, List<Message> messages) {
				return CompletableFuture
					.completedStage(messages.stream().map(message -> append(message, suffix)).toList());
			}

		};
	}

	private static MessageInterceptor delivering(String suffix) {
		return new MessageInterceptor() {

			@Override
			public CompletionStage<@Nullable Message> delivering(String channel, Message message) {
				return CompletableFuture.completedStage(append(message, suffix));
			}

		};
	}

	private static Message append(Message message, String suffix) {
		return message.toBuilder().data(message.data() + suffix).build();
	}

	private void subscribe(ChannelFixture fixture) {
		fixture.attached().subscribe(message -> this.received.add(String.valueOf(message.data())));
		fixture.settle();
	}

	private static void receive(ChannelFixture fixture, String data) {
		fixture.send(ChannelFixture.message(ChannelFixture.NAME, "name", data).build());
	}

	private static List<Object> sent(ChannelFixture fixture) {
		return fixture.sent(Action.MESSAGE)
			.stream()
			.flatMap(frame -> frame.messages().stream())
			.<Object>map(WireMessage::data)
			.toList();
	}

}
