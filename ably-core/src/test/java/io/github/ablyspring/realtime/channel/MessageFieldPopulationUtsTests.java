package io.github.ablyspring.realtime.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageFieldPopulationUtsTests {

	private static final long TIME = 1_700_000_000_000L;

	private final ChannelFixture fixture = ChannelFixture.create();

	private final RealtimeChannel channel = this.fixture.attached();

	private final List<Message> received = new ArrayList<>();

	MessageFieldPopulationUtsTests() {
		this.channel.subscribe(this.received::add);
		this.fixture.settle();
	}

	@Test
	@Uts("realtime/unit/TM2a/id-from-protocol-message-0")
	void theIdIsMadeOfThatOfTheFrame() {
		send(frame().id("abc123:5").connectionId("abc123").timestamp(TIME), named("first"), named("second"),
				named("third"));
		assertThat(this.received).extracting(Message::id).containsExactly("abc123:5:0", "abc123:5:1", "abc123:5:2");
	}

	@Test
	@Uts("realtime/unit/TM2a/existing-id-not-overwritten-1")
	void anOwnIdStays() {
		send(frame().id("proto-id:0"), named("msg").id("my-custom-id"));
		assertThat(this.received).extracting(Message::id).containsExactly("my-custom-id");
	}

	@Test
	@Uts("realtime/unit/TM2a/no-id-without-protocol-id-2")
	void thereIsNoIdWithoutThatOfTheFrame() {
		send(frame().connectionId("abc123"), named("msg"));
		assertThat(this.received).singleElement().satisfies(message -> assertThat(message.id()).isNull());
	}

	@Test
	@Uts("realtime/unit/TM2c/connectionid-from-protocol-0")
	void theConnectionIdIsThatOfTheFrame() {
		send(frame().id("msg:0").connectionId("server-conn-xyz"), named("msg"));
		assertThat(this.received).extracting(Message::connectionId).containsExactly("server-conn-xyz");
	}

	@Test
	@Uts("realtime/unit/TM2c/existing-connectionid-kept-1")
	void anOwnConnectionIdStays() {
		send(frame().id("msg:0").connectionId("proto-conn"), named("msg").connectionId("msg-conn"));
		assertThat(this.received).extracting(Message::connectionId).containsExactly("msg-conn");
	}

	@Test
	@Uts("realtime/unit/TM2f/timestamp-from-protocol-0")
	void theTimeIsThatOfTheFrame() {
		send(frame().id("msg:0").timestamp(TIME), named("msg"));
		assertThat(this.received).extracting(Message::timestamp).containsExactly(Instant.ofEpochMilli(TIME));
	}

	@Test
	@Uts("realtime/unit/TM2f/existing-timestamp-kept-1")
	void anOwnTimeStays() {
		send(frame().id("msg:0").timestamp(TIME), named("msg").timestamp(1_600_000_000_000L));
		assertThat(this.received).extracting(Message::timestamp)
			.containsExactly(Instant.ofEpochMilli(1_600_000_000_000L));
	}

	@Test
	@Uts("realtime/unit/TM2a/all-fields-populated-together-3")
	void allOfThemTogether() {
		send(frame().id("connId:7").connectionId("connId").timestamp(TIME), named("first").data("a"),
				named("second").data("b"));
		assertThat(this.received).hasSize(2);
		for (int i = 0; i < 2; i++) {
			Message message = this.received.get(i);
			assertThat(message.id()).isEqualTo("connId:7:" + i);
			assertThat(message.connectionId()).isEqualTo("connId");
			assertThat(message.timestamp()).isEqualTo(Instant.ofEpochMilli(TIME));
			assertThat(message.name()).isEqualTo((i == 0) ? "first" : "second");
			assertThat(message.data()).isEqualTo((i == 0) ? "a" : "b");
		}
	}

	private ProtocolMessage.Builder frame() {
		return ProtocolMessage.builder(Action.MESSAGE).channel(this.channel.name());
	}

	private static WireMessage.Builder named(String name) {
		return WireMessage.builder().name(name);
	}

	private void send(ProtocolMessage.Builder frame, WireMessage.Builder... messages) {
		List<WireMessage> list = new ArrayList<>();
		for (WireMessage.Builder message : messages) {
			list.add(message.build());
		}
		this.fixture.send(frame.messages(list).build());
	}

}
