package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a later version of the protocol may bring (RTF1, RSF1).
 */
class ForwardsCompatibilityUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final List<Integer> unknownActions = new ArrayList<>();

	private final List<Message> received = new ArrayList<>();

	ForwardsCompatibilityUtsTests() {
		this.fixture
			.client((options) -> options.useBinaryProtocol(false).connectionObservers(List.of(new ConnectionObserver() {
				@Override
				public void unknownAction(int code) {
					ForwardsCompatibilityUtsTests.this.unknownActions.add(code);
				}
			})));
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		this.fixture.connect();
	}

	@Test
	@Uts("realtime/unit/RTF1/unrecognised-attributes-ignored-0")
	void unknownFieldsOfAFrameArePassedOver() {
		RealtimeChannel channel = subscribe("test-RTF1-extra-attrs");

		this.server.active().sendRaw("""
				{"action": 15, "channel": "test-RTF1-extra-attrs",
				 "messages": [{"name": "test-event", "data": "hello", "serial": "msg-serial-1"}],
				 "unknownField1": "some-future-value", "unknownField2": 42,
				 "unknownNestedObject": {"nestedKey": "nestedValue"}, "unknownArray": [1, 2, 3]}""");
		this.fixture.run();

		assertThat(this.received).singleElement().satisfies((message) -> {
			assertThat(message.name()).isEqualTo("test-event");
			assertThat(message.data()).isEqualTo("hello");
		});
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(unknown().fields()).isEqualTo(4);
	}

	@Test
	@Uts("realtime/unit/RTF1/unknown-action-handled-1")
	void anUnknownActionIsPassedOverAndCounted() {
		this.server.active().sendRaw("""
				{"action": 254, "channel": "test-RTF1-unknown-action", "unknownPayload": "future-feature-data"}""");
		this.server.sendToClient(Frames.heartbeat(null));
		this.fixture.run();

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.fixture.states()).containsExactly(ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.unknownActions).containsExactly(254);
		assertThat(unknown()).isEqualTo(new UnknownThings(1, 1, 1));
	}

	@Test
	void anActionWithoutEffectHasNone() {
		this.server.sendToClient(Frames.of(Action.ACTIVATE).build());
		this.fixture.run();

		assertThat(this.fixture.states()).containsExactly(ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(this.unknownActions).isEmpty();
		assertThat(unknown()).isEqualTo(new UnknownThings(0, 0, 0));
	}

	@Test
	@Uts("realtime/unit/RSF1/message-unrecognised-attrs-0")
	void unknownFieldsOfAMessageArePassedOver() {
		RealtimeChannel channel = subscribe("test-RSF1-extra-attrs");

		this.server.active().sendRaw("""
				{"action": 15, "channel": "test-RSF1-extra-attrs", "messages": [
				 {"name": "event-1", "data": "payload-1", "serial": "serial-1", "futureField": "future-value",
				  "futureNumber": 99, "futureObject": {"nested": true}},
				 {"name": "event-2", "data": "payload-2", "serial": "serial-2", "anotherUnknownField": [1, 2, 3]}]}""");
		this.fixture.run();

		assertThat(this.received).extracting(Message::name).containsExactly("event-1", "event-2");
		assertThat(this.received).extracting(Message::data).containsExactly("payload-1", "payload-2");
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	private UnknownThings unknown() {
		return this.fixture.connection().status().unknown();
	}

	private RealtimeChannel subscribe(String name) {
		RealtimeChannel channel = this.fixture.client().channels().get(name);
		channel.subscribe(this.received::add);
		this.fixture.awaitState(channel, ChannelState.ATTACHED);
		this.fixture.run();
		return channel;
	}

}
