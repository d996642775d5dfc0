package io.github.ablyspring.emulator.channel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublishTests {

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Client client = Client.connect(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private static WireMessage message(String data) {
		return WireMessage.builder().data(data).build();
	}

	private ErrorInfo nack(Client of) {
		ErrorInfo error = of.next(Action.NACK).error();
		assertThat(error).isNotNull();
		return error;
	}

	@Test
	void whatIsStoredIsAcknowledgedWithItsSerials() {
		this.client.attach("c");
		this.client.publish("c", message("a"), message("b"));
		ProtocolMessage ack = this.client.next(Action.ACK);
		ProtocolMessage frame = this.client.next(Action.MESSAGE);
		assertThat(ack.msgSerial()).isZero();
		assertThat(ack.count()).isEqualTo(1);
		assertThat(ack.res()).singleElement()
			.extracting(PublishResult::serials)
			.isEqualTo(frame.messages().stream().map(WireMessage::serial).toList());
		assertThat(frame.id()).isEqualTo(this.client.id() + ":0");
		assertThat(frame.connectionId()).isEqualTo(this.client.id());
		assertThat(frame.timestamp()).isNotNull();
		assertThat(frame.messages().get(1).serial()).isEqualTo(frame.channelSerial() + ":001");
	}

	@Test
	void aBurstIsAcknowledgedCompletely() {
		for (int i = 0; i < 500; i++) {
			this.client.publish("c", "n", "x");
		}
		long next = 0;
		while (next < 500) {
			ProtocolMessage ack = this.client.next(Action.ACK);
			assertThat(ack.msgSerial()).isEqualTo(next);
			assertThat(ack.res()).hasSize(ack.count());
			next += ack.count();
		}
	}

	@Test
	void aFrameSentAgainAfterAResumeIsAcknowledgedAndNotDoneAgain() {
		this.client.publish("c", "n", "once");
		ProtocolMessage ack = this.client.next(Action.ACK);
		this.client.abort();
		try (Client resumed = Client.connect(this.emulator, "resume", this.client.key())) {
			resumed.publish("c", "n", "once");
			assertThat(resumed.next(Action.ACK).res()).isEqualTo(ack.res());
			assertThat(Rest.of(this.emulator).get("/channels/c/messages").list()).hasSize(1);
		}
	}

	@Test
	void aMessageWithAnIdIsPublishedOnce() {
		this.client.publish("c", WireMessage.builder().id("mine").data("first").build());
		this.client.publish("c", WireMessage.builder().id("mine:0").data("second").build());
		ProtocolMessage first = this.client.next(Action.ACK);
		while (first.res().size() < 2) {
			ProtocolMessage more = this.client.next(Action.ACK);
			first = first.toBuilder().res(Stream.concat(first.res().stream(), more.res().stream()).toList()).build();
		}
		assertThat(first.res().get(0)).isEqualTo(first.res().get(1));
		assertThat(Rest.of(this.emulator).get("/channels/c/messages").list()).singleElement()
			.satisfies((message) -> assertThat(message).containsEntry("id", "mine").containsEntry("data", "first"));
	}

	@Test
	void theIdsOfMessagesPublishedTogetherBelongTogether() {
		this.client.publish("c", WireMessage.builder().id("a:0").data("x").build(),
				WireMessage.builder().id("b:1").data("x").build());
		assertThat(nack(this.client).code()).isEqualTo(40031);
	}

	@Test
	void whoDoesNotWantAnEchoGetsNone() {
		try (Client quiet = Client.connect(this.emulator, "echo", "false")) {
			quiet.attach("c");
			quiet.publish("c", "n", "own");
			quiet.next(Action.ACK);
			this.client.publish("c", "n", "other");
			assertThat(quiet.messages(1)).extracting(WireMessage::data).containsExactly("other");
		}
	}

	@Test
	void whatIsTooLargeIsRefused() {
		this.client.publish("c", "n", "x".repeat(65_535));
		this.client.next(Action.ACK);
		this.client.publish("c", "n", "x".repeat(65_536));
		assertThat(nack(this.client)).satisfies((error) -> {
			assertThat(error.code()).isEqualTo(40009);
			assertThat(error.statusCode()).isEqualTo(400);
		});
	}

	@Test
	void aClientIdHasToBeOnesOwn() {
		String token = Tokens.request(this.emulator, Map.of("clientId", "alice"));
		try (Client alice = Client.connect(this.emulator, "accessToken", token)) {
			alice.attach("c");
			alice.publish("c", "n", "implied");
			assertThat(alice.messages(1)).extracting(WireMessage::clientId).containsExactly("alice");
			alice.publish("c", WireMessage.builder().clientId("eve").data("x").build());
			assertThat(nack(alice)).satisfies((error) -> {
				assertThat(error.code()).isEqualTo(40012);
				assertThat(error.statusCode()).isEqualTo(400);
			});
		}
	}

	@Test
	void theModeHasToBeRequestedWhenAttached() {
		this.client.attach("c", (frame) -> frame.flags(Flag.SUBSCRIBE));
		this.client.publish("c", "n", "x");
		assertThat(nack(this.client).code()).isEqualTo(40165);
	}

	@Test
	void aNackCanBeAskedFor() {
		this.client.send(Action.MESSAGE, "c",
				(frame) -> frame.messages(List.of(message("x"))).params(Map.of("_forceNack", "true")));
		assertThat(nack(this.client).code()).isEqualTo(40099);
	}

	@Test
	void tooManyMessagesInASecondAreRefused() {
		EmulatorLimits limits = EmulatorLimits.builder().maxInboundRate(2).build();
		try (AblyEmulator slow = AblyEmulator.builder().limits(limits).clock(new ManualClock()).start();
				Client fast = Client.connect(slow)) {
			for (int i = 0; i < 3; i++) {
				fast.publish("c", "n", "x");
			}
			ProtocolMessage nack = fast.next(Action.NACK);
			assertThat(nack.msgSerial()).isEqualTo(2);
			assertThat(nack.error()).extracting("code").isEqualTo(42911);
		}
	}

	@Test
	void binaryTravelsBetweenFormats() {
		byte[] bytes = { 0, 1, 2, (byte) 0xFF };
		try (Client binary = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			binary.attach("c");
			this.client.attach("c");
			binary.publish("c", WireMessage.builder().data(bytes).encoding("cipher+aes-128-cbc").build());
			assertThat(this.client.messages(1)).singleElement().satisfies((message) -> {
				assertThat(message.data()).isEqualTo(Base64.getEncoder().encodeToString(bytes));
				assertThat(message.encoding()).isEqualTo("cipher+aes-128-cbc/base64");
			});
			binary.messages(1);
			this.client.publish("c", WireMessage.builder().data("AAEC/w==").encoding("base64").build());
			assertThat(binary.messages(1)).singleElement().satisfies((message) -> {
				assertThat(message.data()).isEqualTo(bytes);
				assertThat(message.encoding()).isNull();
			});
		}
	}

	@Test
	void anEmptyTextDiffersFromNone() {
		this.client.attach("c");
		this.client.publish("c", message(""), WireMessage.builder().name("none").build());
		assertThat(this.client.messages(2)).extracting(WireMessage::data).containsExactly("", null);
	}

	@Test
	void jsonInABinaryFrameIsUnderstood() {
		try (Client odd = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			odd.sendBinary("{\"action\":0,\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
			assertThat(odd.next(Action.HEARTBEAT).id()).isEqualTo("x");
		}
	}

	@Test
	void aDerivedChannelLetsThroughWhatItsFilterAccepts() {
		String filter = Base64.getEncoder()
			.encodeToString("name == `\"yes\"` && headers.n == `1`".getBytes(StandardCharsets.UTF_8));
		String derived = "[filter=" + filter + "]c";
		this.client.attach(derived);
		try (Client publisher = Client.connect(this.emulator)) {
			publisher.publish("c", header("no", 1L), header("yes", 1L), header("yes", 2L));
			ProtocolMessage frame = this.client.next(Action.MESSAGE);
			assertThat(frame.channel()).isEqualTo(derived);
			assertThat(frame.messages()).singleElement().satisfies((message) -> {
				assertThat(message.name()).isEqualTo("yes");
				assertThat(message.id()).isEqualTo(frame.id() + ":1");
			});
			publisher.publish(derived, "n", "x");
			assertThat(nack(publisher).code()).isEqualTo(40000);
		}
	}

	private static WireMessage header(String name, long value) {
		return WireMessage.builder().name(name).extras(Map.of("headers", Map.of("n", value))).build();
	}

	@Test
	void objectsAreRefusedClearly() {
		this.client.send(Action.OBJECT, "c", (frame) -> {
		});
		assertThat(nack(this.client).statusCode()).isEqualTo(501);
	}

}
