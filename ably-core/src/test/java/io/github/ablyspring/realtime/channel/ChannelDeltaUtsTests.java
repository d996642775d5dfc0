package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelDeltaUtsTests {

	private final List<Message> received = new ArrayList<>();

	private MockVcdiff vcdiff = new MockVcdiff();

	private ChannelFixture fixture;

	private RealtimeChannel channel;

	private List<ChannelStateChange> changes;

	@Test
	@Uts("realtime/unit/RTL21/ascending-index-order-0")
	void decodesTheMessagesOfAFrameInOrder() {
		subscribe();
		send(null, full("serial:0", "first message"),
				delta("serial:1", "serial:0", MockVcdiff.encode("first message", "second message")),
				delta("serial:2", "serial:1", MockVcdiff.encode("second message", "third message")));
		assertThat(texts()).containsExactly("first message", "second message", "third message");
	}

	@Test
	@Uts("realtime/unit/RTL19b/stores-base-payload-0")
	void aFullMessageIsTheBase() {
		subscribe();
		send(null, full("msg-1:0", "base payload"));
		send(null, delta("msg-2:0", "msg-1:0", MockVcdiff.encode("base payload", "updated payload")));
		assertThat(texts()).containsExactly("base payload", "updated payload");
	}

	@Test
	@Uts("realtime/unit/RTL19b/json-wire-form-base-1")
	void theBaseIsWhatTravelled() {
		subscribe();
		String before = "{\"foo\":\"bar\",\"count\":1}";
		String after = "{\"foo\":\"baz\",\"count\":2}";
		send(null, full("msg-1:0", before).encoding("json"));
		send(null, delta("msg-2:0", "msg-1:0", MockVcdiff.encode(before, after)).encoding("utf-8/vcdiff"));
		assertThat(this.received).hasSize(2);
		assertThat(this.received.get(0).data()).isEqualTo(Map.of("foo", "bar", "count", 1L));
		assertThat(this.received.get(1).data()).isEqualTo(after);
	}

	@Test
	@Uts("realtime/unit/RTL19a/base64-decoded-before-store-0")
	void theBaseIsBinaryWhereItTravelledAsBase64() {
		subscribe();
		byte[] before = MockVcdiff.bytes("Hello");
		byte[] after = MockVcdiff.bytes("World");
		send(null, full("msg-1:0", "SGVsbG8=").encoding("base64"));
		send(null,
				delta("msg-2:0", "msg-1:0", new byte[0])
					.data(Base64.getEncoder().encodeToString(MockVcdiff.encode(before, after)))
					.encoding("vcdiff/base64"));
		assertThat(this.received).hasSize(2);
		assertThat(this.received.get(0).data()).isEqualTo(before);
		assertThat(this.received.get(1).data()).isEqualTo(after);
	}

	@Test
	@Uts("realtime/unit/RTL19c/delta-result-becomes-base-0")
	void theResultIsTheNextBase() {
		subscribe();
		send(null, full("msg-1:0", "value-A"));
		send(null, delta("msg-2:0", "msg-1:0", MockVcdiff.encode("value-A", "value-B")));
		send(null, delta("msg-3:0", "msg-2:0", MockVcdiff.encode("value-B", "value-C")));
		assertThat(texts()).containsExactly("value-A", "value-B", "value-C");
	}

	@Test
	@Uts("realtime/unit/RTL20/mismatched-id-triggers-recovery-0")
	void aDeltaOfAnotherMessageIsRecoveredFrom() {
		attach();
		send("serial-1", full("msg-1:0", "base payload"));
		int attaches = this.fixture.sent(Action.ATTACH).size();
		this.changes.clear();
		send(null, delta("msg-2:0", "msg-999:0", MockVcdiff.encode("base payload", "new payload")));
		assertRecoveryFrom("serial-1", attaches);
	}

	@Test
	void aDeltaOfAMessageFromBeforeAGapIsRecoveredFrom() {
		subscribe();
		send("serial-1", full("msg-1:0", "base payload"));
		this.fixture.send(ProtocolMessage.builder(Action.ATTACHED)
			.channel(ChannelFixture.NAME)
			.channelSerial("serial-2")
			.build());
		int attaches = this.fixture.sent(Action.ATTACH).size();
		this.changes.clear();
		send("serial-3", delta("msg-3:0", "msg-1:0", MockVcdiff.encode("base payload", "new payload")));
		assertRecoveryFrom("serial-2", attaches);
		assertThat(texts()).containsExactly("base payload");
	}

	@Test
	@Uts("realtime/unit/RTL20/last-id-updated-on-decode-1")
	void theLastMessageOfAFrameCounts() {
		subscribe();
		send(null, full("serial:0", "first"), full("serial:1", "second"));
		assertThat(this.received).hasSize(2);
		send(null, delta("msg-2:0", "serial:1", MockVcdiff.encode("second", "third")));
		assertThat(texts()).containsExactly("first", "second", "third");
	}

	@Test
	@Uts("realtime/unit/PC3/vcdiff-plugin-decodes-0")
	void theDecoderIsGivenBytes() {
		subscribe();
		byte[] delta = MockVcdiff.encode("hello world", "goodbye world");
		send(null, full("msg-1:0", "hello world"));
		send(null, delta("msg-2:0", "msg-1:0", delta));
		assertThat(this.vcdiff.calls).hasSize(2);
		assertThat(this.vcdiff.calls.get(0)).isEqualTo(delta);
		assertThat(this.vcdiff.calls.get(1)).isEqualTo(MockVcdiff.bytes("hello world"));
		assertThat(text(this.received.get(1))).isEqualTo("goodbye world");
	}

	@Test
	@Uts("realtime/unit/PC3/no-plugin-fails-1")
	void failsWithoutADecoder() {
		this.fixture = ChannelFixture.withoutVcdiff();
		this.channel = this.fixture.attached();
		send(null, delta("msg-1:0", "msg-0:0", MockVcdiff.bytes("some-delta-data")));
		assertThat(this.channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.channel.errorReason().code()).isEqualTo(40019);
	}

	@Test
	@Uts("realtime/unit/RTL18/decode-failure-recovery-0")
	void aDeltaThatCannotBeAppliedIsRecoveredFrom() {
		this.vcdiff = MockVcdiff.failing();
		subscribe();
		send("serial-100", full("msg-1:0", "base payload"));
		int attaches = this.fixture.sent(Action.ATTACH).size();
		this.changes.clear();
		send("serial-200", delta("msg-2:0", "msg-1:0", MockVcdiff.bytes("fake-delta-payload")));
		assertThat(texts()).containsExactly("base payload");
		assertRecoveryFrom("serial-100", attaches);
	}

	@Test
	void recoversFromAPresenceEventIfThatCameLast() {
		this.vcdiff = MockVcdiff.failing();
		subscribe();
		send("serial-100", full("msg-1:0", "base payload"));
		this.fixture.send(ProtocolMessage.builder(Action.PRESENCE)
			.channel(ChannelFixture.NAME)
			.channelSerial("serial-150")
			.build());
		int attaches = this.fixture.sent(Action.ATTACH).size();
		this.changes.clear();
		send("serial-200", delta("msg-2:0", "msg-1:0", MockVcdiff.bytes("fake-delta-payload")));
		assertRecoveryFrom("serial-150", attaches);
	}

	@Test
	@Uts("realtime/unit/RTL18c/recovery-completes-on-attached-0")
	void goesOnAfterTheRecovery() {
		this.vcdiff = MockVcdiff.failing(1);
		subscribe();
		send("serial-1", full("msg-1:0", "original base"));
		send("serial-2", delta("msg-2:0", "msg-1:0", MockVcdiff.bytes("bad-delta")));
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
		send("serial-3", full("msg-3:0", "fresh after recovery"));
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(texts()).containsExactly("original base", "fresh after recovery");
	}

	@Test
	@Uts("realtime/unit/RTL18/single-recovery-at-time-1")
	void recoversOnceAtATime() {
		this.vcdiff = MockVcdiff.failing();
		attach();
		this.fixture.server().ignore(Action.ATTACH);
		int attaches = this.fixture.sent(Action.ATTACH).size();
		send("serial-1", full("msg-1:0", "base"));
		send(null, delta("msg-2:0", "msg-1:0", MockVcdiff.bytes("bad-delta-1")));
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHING);
		send(null, delta("msg-3:0", "msg-2:0", MockVcdiff.bytes("bad-delta-2")));
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(attaches + 1);
	}

	@Test
	void aChannelThatWasLeftMeanwhileIsAttachedAnew() {
		this.vcdiff = MockVcdiff.failing(1);
		List<Runnable> held = new ArrayList<>();
		boolean[] holding = new boolean[1];
		this.fixture = ChannelFixture.create(options -> options.vcdiffDecoder(this.vcdiff), task -> {
			if (holding[0]) {
				held.add(task);
			}
			else {
				this.fixture.loop().users().execute(task);
			}
		});
		this.channel = this.fixture.attached();
		this.channel.subscribe(this.received::add);
		this.fixture.settle();
		holding[0] = true;
		send("serial-1", full("msg-1:0", "base"));
		send("serial-2", delta("msg-2:0", "msg-1:0", MockVcdiff.bytes("bad-delta")));
		this.channel.detach();
		this.fixture.settle();
		holding[0] = false;
		held.forEach(this.fixture.loop().users()::execute);
		this.fixture.settle();
		assertThat(this.channel.state()).isEqualTo(ChannelState.DETACHED);
		this.fixture.await(this.channel.attach());
		List<ProtocolMessage> attaches = this.fixture.sent(Action.ATTACH);
		assertThat(attaches).hasSize(2);
		assertThat(attaches.get(1).channelSerial()).isNull();
		send("serial-9", full("msg-9:0", "new"));
		assertThat(texts()).containsExactly("base", "new");
	}

	@Test
	void aChannelThatHasFailedForWantOfADecoderWorksWhenItIsAttachedAgain() {
		this.fixture = ChannelFixture.withoutVcdiff();
		this.channel = this.fixture.attached();
		this.channel.subscribe(this.received::add);
		this.fixture.settle();
		send("serial-1", full("msg-1:0", "base"));
		send("serial-2", delta("msg-2:0", "msg-1:0", MockVcdiff.encode("base", "next")));
		assertThat(this.channel.state()).isEqualTo(ChannelState.FAILED);
		this.fixture.await(this.channel.attach());
		send("serial-3", full("msg-3:0", "full again"));
		assertThat(texts()).containsExactly("base", "full again");
	}

	private void assertRecoveryFrom(String serial, int attachesBefore) {
		List<ProtocolMessage> attaches = this.fixture.sent(Action.ATTACH);
		assertThat(attaches).hasSize(attachesBefore + 1);
		assertThat(attaches.get(attachesBefore).channelSerial()).isEqualTo(serial);
		assertThat(this.changes).isNotEmpty();
		assertThat(this.changes.get(0).current()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.changes.get(0).reason().code()).isEqualTo(40018);
	}

	private void attach() {
		this.fixture = ChannelFixture.create(options -> options.vcdiffDecoder(this.vcdiff));
		this.channel = this.fixture.attached();
		this.changes = this.fixture.changes(this.channel);
	}

	private void subscribe() {
		attach();
		this.channel.subscribe(this.received::add);
		this.fixture.settle();
	}

	private void send(@Nullable String channelSerial, WireMessage.Builder... messages) {
		List<WireMessage> list = new ArrayList<>();
		for (WireMessage.Builder message : messages) {
			list.add(message.build());
		}
		this.fixture.send(ProtocolMessage.builder(Action.MESSAGE)
			.channel(ChannelFixture.NAME)
			.id(list.get(0).id())
			.channelSerial(channelSerial)
			.messages(list)
			.build());
	}

	private static WireMessage.Builder full(String id, Object data) {
		return WireMessage.builder().id(id).data(data);
	}

	private static WireMessage.Builder delta(String id, String from, byte[] delta) {
		return WireMessage.builder()
			.id(id)
			.data(delta)
			.encoding("vcdiff")
			.extras(Map.of("delta", Map.of("from", from, "format", "vcdiff")));
	}

	private List<String> texts() {
		return this.received.stream().map(ChannelDeltaUtsTests::text).toList();
	}

	// A delta gives bytes where nothing says that they are text.
	private static String text(Message message) {
		Object data = message.data();
		return (data instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(data);
	}

}
