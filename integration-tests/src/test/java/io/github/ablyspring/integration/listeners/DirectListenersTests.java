package io.github.ablyspring.integration.listeners;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners on the thread that reads the socket.
 */
@Timeout(300)
class DirectListenersTests {

	private static final int CHANNELS = 20;

	private static final int MESSAGES = 300;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	private final Set<String> listenerThreads = ConcurrentHashMap.newKeySet();

	@Test
	void getEverythingInOrder() {
		AblyRealtime client = connect();
		List<Inbox<Object>> inboxes = IntStream.range(0, CHANNELS).mapToObj((i) -> subscribed(client, i)).toList();
		CompletableFuture<?>[] published = IntStream.range(0, CHANNELS * MESSAGES)
			.mapToObj((i) -> client.channels().get("direct" + i % CHANNELS).publish("n", String.valueOf(i / CHANNELS)))
			.toArray(CompletableFuture[]::new);
		await(CompletableFuture.allOf(published));
		List<Object> all = IntStream.range(0, MESSAGES).mapToObj((i) -> (Object) String.valueOf(i)).toList();
		assertThat(inboxes).allSatisfy((inbox) -> assertThat(inbox.next(MESSAGES)).isEqualTo(all));
		assertThat(this.listenerThreads).singleElement().asString().startsWith("ably-io");
	}

	@Test
	void oneThatThrowsStopsNobody() {
		RealtimeChannel channel = connect().channels().get("throwing");
		Inbox<Object> inbox = new Inbox<>();
		await(channel.subscribe((message) -> {
			throw new IllegalStateException("on purpose");
		}).attached());
		await(channel.subscribe((message) -> inbox.accept(message.data())).attached());
		channel.publish("n", "first");
		assertThat(inbox.next()).isEqualTo("first");
		channel.publish("n", "second");
		assertThat(inbox.next()).isEqualTo("second");
	}

	@Test
	void onesThatAnswerAreAnswered() {
		AblyRealtime client = connect();
		RealtimeChannel questions = client.channels().get("questions");
		RealtimeChannel answers = client.channels().get("answers");
		Inbox<Object> inbox = new Inbox<>();
		await(answers.subscribe((message) -> inbox.accept(message.data())).attached());
		await(questions
			.subscribe((message) -> answers.publish(Message.of("answer", message.data()))
				.thenRun(() -> inbox.accept("acknowledged")))
			.attached());
		questions.publish("question", "who?");
		assertThat(inbox.next(2)).containsExactlyInAnyOrder("who?", "acknowledged");
	}

	private Inbox<Object> subscribed(AblyRealtime client, int channel) {
		Inbox<Object> inbox = new Inbox<>();
		await(client.channels().get("direct" + channel).subscribe((message) -> {
			this.listenerThreads.add(Thread.currentThread().getName());
			inbox.accept(message.data());
		}).attached());
		return inbox;
	}

	private AblyRealtime connect() {
		return this.emulator.closedLater(
				AblyRealtime.create(Patient.options(this.emulator.emulator()).listenerExecutor(Runnable::run).build()));
	}

}
