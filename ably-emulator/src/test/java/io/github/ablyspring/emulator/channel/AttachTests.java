package io.github.ablyspring.emulator.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttachTests {

	private final ManualClock clock = new ManualClock();

	private final AblyEmulator emulator = AblyEmulator.builder().clock(this.clock).start();

	private final Client client = Client.connect(this.emulator);

	private final Client publisher = Client.connect(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private void publish(String channel, String... data) {
		for (String item : data) {
			this.publisher.publish(channel, "n", item);
			this.publisher.next(Action.ACK);
		}
	}

	private static List<Object> data(List<WireMessage> messages) {
		return messages.stream().map(WireMessage::data).toList();
	}

	@Test
	void theUsualModesAreGranted() {
		ProtocolMessage attached = this.client.attach("c");
		assertThat(attached.channelSerial()).matches("\\d{14}-\\d{3}@\\w+");
		assertThat(Mode.values()).filteredOn((mode) -> mode.isIn(attached.flags()))
			.containsExactly(Mode.PRESENCE, Mode.PUBLISH, Mode.SUBSCRIBE, Mode.PRESENCE_SUBSCRIBE,
					Mode.ANNOTATION_PUBLISH);
		assertThat(attached.hasFlag(Flag.RESUMED)).isFalse();
		assertThat(attached.hasFlag(Flag.HAS_PRESENCE)).isFalse();
	}

	@Test
	void theModesOfAParameterOutrankThoseOfTheFlags() {
		ProtocolMessage attached = this.client.attach("c",
				(frame) -> frame.flags(Flag.PUBLISH).params(Map.of("modes", "subscribe,presence_subscribe")));
		assertThat(Mode.values()).filteredOn((mode) -> mode.isIn(attached.flags()))
			.containsExactly(Mode.SUBSCRIBE, Mode.PRESENCE_SUBSCRIBE);
		assertThat(attached.params()).containsOnlyKeys("modes");
	}

	@Test
	void onlyWhatIsPermittedIsGranted() {
		String token = Tokens.request(this.emulator, Map.of("capability", "{\"c\":[\"subscribe\"]}"));
		try (Client limited = Client.connect(this.emulator, "accessToken", token)) {
			assertThat(limited.attach("c").flags()).isEqualTo(Mode.SUBSCRIBE.mask() | Mode.PRESENCE_SUBSCRIBE.mask());
			limited.send(ProtocolMessage.builder(Action.ATTACH).channel("other").build());
			ProtocolMessage error = limited.next(Action.ERROR);
			assertThat(error.channel()).isEqualTo("other");
			assertThat(error.error()).extracting("code").isEqualTo(40160);
			limited.publish("c", "n", "x");
			assertThat(limited.next(Action.NACK).error()).extracting("code").isEqualTo(40160);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":c", ",c", " c", "c\n", "[c", "[]c", "[meta]", "[filter=!]c" })
	void aNameThatIsNoneIsRefused(String name) {
		this.client.send(ProtocolMessage.builder(Action.ATTACH).channel(name).build());
		ProtocolMessage error = this.client.next(Action.ERROR);
		assertThat(error.channel()).isEqualTo(name.isEmpty() ? error.channel() : name);
		assertThat(error.error()).extracting("code").isEqualTo(40010);
	}

	@Test
	void detachingIsAnsweredEvenWhenNotAttached() {
		this.client.send(ProtocolMessage.builder(Action.DETACH).channel("c").build());
		assertThat(this.client.next(Action.DETACHED).channel()).isEqualTo("c");
	}

	@Test
	void aDetachedClientIsToldNothing() {
		this.client.attach("c");
		this.client.send(ProtocolMessage.builder(Action.DETACH).channel("c").build());
		this.client.next(Action.DETACHED);
		publish("c", "a");
		assertThat(this.client.soFar(Action.MESSAGE)).isEmpty();
	}

	@Test
	void rewindGivesTheLatestMessages() {
		publish("c", "a", "b", "c", "d");
		ProtocolMessage attached = this.client.attach("c", (frame) -> frame.params(Map.of("rewind", "2")));
		assertThat(attached.hasFlag(Flag.HAS_BACKLOG)).isTrue();
		assertThat(attached.params()).containsEntry("rewind", "2");
		assertThat(data(this.client.messages(2))).containsExactly("c", "d");
		publish("c", "e");
		assertThat(data(this.client.messages(1))).containsExactly("e");
	}

	@Test
	void rewindCanBeMeasuredInTimeAndInTheName() {
		publish("c", "old");
		this.clock.advance(Duration.ofSeconds(60));
		publish("c", "new");
		this.client.attach("[?rewind=15s]c");
		List<ProtocolMessage> frames = this.client.soFar(Action.MESSAGE);
		assertThat(frames).singleElement().satisfies((frame) -> {
			assertThat(frame.channel()).isEqualTo("[?rewind=15s]c");
			assertThat(data(frame.messages())).containsExactly("new");
		});
	}

	@Test
	void rewindCountsMessagesNotFrames() {
		this.publisher.publish("c", WireMessage.builder().data("a").build(), WireMessage.builder().data("b").build(),
				WireMessage.builder().data("c").build());
		this.publisher.next(Action.ACK);
		this.client.attach("c", (frame) -> frame.params(Map.of("rewind", "1")));
		assertThat(data(this.client.messages(1))).containsExactly("c");
		assertThat(this.client.soFar(Action.MESSAGE)).isEmpty();
	}

	@Test
	void whatWasMissedIsReplayed() {
		this.client.attach("c");
		publish("c", "a");
		ProtocolMessage seen = this.client.next(Action.MESSAGE);
		this.client.abort();
		publish("c", "b", "c");
		try (Client resumed = Client.connect(this.emulator, "resume", this.client.key())) {
			ProtocolMessage attached = resumed.attach("c", (frame) -> frame.channelSerial(seen.channelSerial()));
			assertThat(attached.hasFlag(Flag.RESUMED)).isTrue();
			assertThat(attached.error()).isNull();
			assertThat(data(resumed.messages(2))).containsExactly("b", "c");
		}
	}

	@Test
	void whoWasAttachedBeforeGetsNoPast() {
		publish("c", "a");
		this.client.attach("c", (frame) -> frame.params(Map.of("rewind", "1")).flags(Flag.ATTACH_RESUME));
		publish("c", "b");
		assertThat(data(this.client.messages(1))).containsExactly("b");
	}

	@Test
	void whatIsNoLongerKeptIsAGapThatIsAdmitted() {
		ProtocolMessage attached = this.client.attach("c");
		this.client.abort();
		publish("c", "a");
		this.clock.advance(Duration.ofMinutes(3));
		publish("c", "b");
		try (Client later = Client.connect(this.emulator)) {
			ProtocolMessage again = later.attach("c", (frame) -> frame.channelSerial(attached.channelSerial()));
			assertThat(again.hasFlag(Flag.RESUMED)).isFalse();
			assertThat(again.error()).extracting("code").isEqualTo(90003);
			assertThat(later.soFar(Action.MESSAGE)).isEmpty();
		}
	}

	@Test
	void anUnknownPositionIsAGap() {
		ProtocolMessage attached = this.client.attach("c",
				(frame) -> frame.channelSerial("01700000000000-000@somewhereelse"));
		assertThat(attached.hasFlag(Flag.RESUMED)).isFalse();
		assertThat(attached.error()).extracting("code").isEqualTo(90003);
	}

	@Test
	void attachingAgainChangesTheAttachmentInPlace() {
		this.client.attach("c");
		ProtocolMessage again = this.client.attach("c", (frame) -> frame.flags(Flag.PUBLISH));
		assertThat(again.hasFlag(Flag.RESUMED)).isTrue();
		assertThat(Mode.SUBSCRIBE.isIn(again.flags())).isFalse();
		publish("c", "a");
		assertThat(this.client.soFar(Action.MESSAGE)).isEmpty();
	}

	@Test
	void attachingAgainFromAnEarlierPlaceReplaysFromThere() {
		String start = this.client.attach("c").channelSerial();
		publish("c", "a", "b");
		this.client.messages(2);
		ProtocolMessage again = this.client.attach("c", (frame) -> frame.channelSerial(start));
		assertThat(again.hasFlag(Flag.RESUMED)).isTrue();
		assertThat(data(this.client.messages(2))).containsExactly("a", "b");
	}

	@Test
	void serialsGoOnWhenTheClockDoesNot() {
		this.client.attach("c");
		for (int i = 0; i < 1100; i++) {
			this.publisher.publish("c", "n", "x");
		}
		List<WireMessage> messages = this.client.messages(1100);
		assertThat(messages).extracting(WireMessage::serial).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void onlyWhatIsUnderstoodIsConfirmed() {
		ProtocolMessage attached = this.client.attach("c", (frame) -> frame
			.params(Map.of("occupancy", "metrics.unknown", "delta", "xdelta", "rewind", "1", "what", "ever")));
		assertThat(attached.params()).containsOnlyKeys("rewind");
	}

	@Test
	void aSubscriberThatIsToldOfOccupancyHearsOfEveryChange() {
		this.client.attach("c", (frame) -> frame.params(Map.of("occupancy", "metrics.subscribers")));
		assertThat(this.client.messages(1)).singleElement().satisfies((message) -> {
			assertThat(message.name()).isEqualTo("[meta]occupancy");
			assertThat(message.data()).isEqualTo("{\"metrics\":{\"subscribers\":1}}");
			assertThat(message.encoding()).isEqualTo("json");
		});
		this.publisher.attach("c");
		assertThat(this.client.messages(1)).singleElement()
			.extracting(WireMessage::data)
			.isEqualTo("{\"metrics\":{\"subscribers\":2}}");
	}

}
