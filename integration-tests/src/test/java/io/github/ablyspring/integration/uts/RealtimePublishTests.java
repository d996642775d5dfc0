package io.github.ablyspring.integration.uts;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What one connection publishes, as another one receives it or finds it in the history.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RealtimePublishTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Parameter
	boolean binary;

	private AblyRealtime publisher;

	private AblyRealtime subscriber;

	@BeforeEach
	void connect() {
		this.publisher = this.sandbox.connected(this.binary);
		this.subscriber = this.sandbox.connected(this.binary);
	}

	@Test
	@Uts("realtime/integration/RTL6/string-data-roundtrip-0")
	void text() {
		Message received = roundTrip(Message.of("string-event", "hello world"));
		assertThat(received.name()).isEqualTo("string-event");
		assertThat(received.data()).isEqualTo("hello world");
	}

	@Test
	@Uts("realtime/integration/RTL6/json-data-roundtrip-1")
	void json() {
		Map<String, Object> data = Map.of("key", "value", "nested", Map.of("count", 42L), "list", List.of(1L, 2L, 3L));
		Message received = roundTrip(Message.of("json-event", data));
		assertThat(received.name()).isEqualTo("json-event");
		assertThat(received.data()).isEqualTo(data);
	}

	@Test
	@Uts("realtime/integration/RTL6/binary-data-roundtrip-2")
	void bytes() {
		byte[] data = { 0, 1, 2, (byte) 255, (byte) 128, 64 };
		Message received = roundTrip(Message.of("binary-event", data));
		assertThat(received.name()).isEqualTo("binary-event");
		assertThat(received.data()).isEqualTo(data);
	}

	@Test
	@Uts("realtime/integration/RTL6f/connectionid-matches-publisher-0")
	void connectionIdIsThePublishers() {
		Message received = roundTrip(Message.of("connid-test", "data"));
		assertThat(received.connectionId()).isEqualTo(this.publisher.connection().id())
			.isNotEqualTo(this.subscriber.connection().id());
	}

	@Test
	@Uts("realtime/integration/RSL6a2/message-extras-roundtrip-0")
	void extras() {
		Map<String, Object> extras = Map.of("push", Map.of("notification", Map.of("title", "Testing")));
		Message received = roundTrip(Message.builder().name("extras-test").data("payload").extras(extras).build());
		assertThat(received.extras()).isNotNull();
		assertThat(received.extras().asMap()).containsAllEntriesOf(extras);
	}

	@Test
	@Uts("realtime/integration/RTL10d/history-cross-client-0")
	void historyHasWhatAnotherPublished() {
		String name = unique("history");
		RealtimeChannel from = this.publisher.channels().get(name);
		RealtimeChannel to = this.subscriber.channels().get(name);
		await(from.attach());
		await(to.attach());
		await(from.publish("event1", "data1"));
		await(from.publish("event2", "data2"));
		await(from.publish("event3", "data3"));
		assertThat(await(to.history()).items()).extracting(Message::name, Message::data)
			.containsExactly(tuple("event3", "data3"), tuple("event2", "data2"), tuple("event1", "data1"));
	}

	private Message roundTrip(Message message) {
		String name = unique("pushenabled:publish");
		Inbox<Message> received = new Inbox<>();
		await(this.subscriber.channels().get(name).subscribe(received).attached());
		RealtimeChannel channel = this.publisher.channels().get(name);
		await(channel.attach());
		await(channel.publish(message));
		Message first = received.next();
		assertThat(received.all()).hasSize(1);
		return first;
	}

}
