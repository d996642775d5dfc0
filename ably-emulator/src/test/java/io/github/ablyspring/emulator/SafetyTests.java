package io.github.ablyspring.emulator;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.support.Await;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.RawSocket;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * That nothing anybody sends takes the emulator down, or lets it grow without bound.
 */
class SafetyTests {

	private final AblyEmulator emulator = AblyEmulator.start();

	@AfterEach
	void stop() {
		assertStillThere();
		this.emulator.close();
	}

	private void assertStillThere() {
		assertThat(Rest.anonymous(this.emulator).get("/time").status()).isEqualTo(200);
		try (Client client = Client.connect(this.emulator)) {
			client.attach("still there");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "nonsense", "[]", "{\"action\":\"ATTACH\"}", "{\"action\":10,\"channel\":{}}",
			"{\"action\":15,\"messages\":{}}", "{\"action\":15,\"messages\":[1]}" })
	void aFrameThatMakesNoSenseEndsItsConnectionAtMost(String frame) {
		try (Client client = Client.connect(this.emulator)) {
			client.sendText(frame);
			client.sendText("{\"action\":7}");
			client.awaitClose();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 3, 18, 22, 99, 1_000_000 })
	void anActionThatIsNoneIsIgnored(int action) {
		try (Client client = Client.connect(this.emulator)) {
			client.sendText("{\"action\":" + action + ",\"flags\":-1,\"unknown\":[{}]}");
			assertThat(client.soFar(Action.ERROR)).isEmpty();
		}
	}

	@Test
	void deeplyNestedJsonIsRefused() {
		try (Client client = Client.connect(this.emulator)) {
			client.sendText("{\"action\":15,\"channel\":\"c\",\"messages\":[{\"extras\":" + "{\"a\":".repeat(20_000));
			client.awaitClose();
		}
		Rest.Answer answer = Rest.of(this.emulator)
			.sendBytes("POST", "/channels/c/messages", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
		assertThat(answer.status()).isEqualTo(400);
	}

	@Test
	void noiseIsNoProtocol() throws IOException {
		Random random = new Random(42);
		for (int i = 0; i < 50; i++) {
			byte[] noise = new byte[1 + random.nextInt(3000)];
			random.nextBytes(noise);
			try (RawSocket socket = new RawSocket(this.emulator)) {
				socket.write(noise);
			}
			catch (IOException ex) {
				assertThat(ex).isInstanceOf(SocketException.class);
			}
			try (RawSocket socket = RawSocket.webSocket(this.emulator)) {
				socket.readFrame();
				socket.write(RawSocket.frame(0x82, noise));
				socket.write(noise);
			}
			catch (IOException ex) {
				assertThat(ex).isInstanceOf(SocketException.class);
			}
		}
	}

	@Test
	void aHugeFrameIsNotEvenRead() throws IOException {
		try (RawSocket socket = RawSocket.webSocket(this.emulator)) {
			socket.readFrame();
			socket.write(new byte[] { (byte) 0x82, (byte) 0xFF, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0 });
			byte[] close = socket.readFrame();
			assertThat(((close[0] & 0xFF) << 8) | (close[1] & 0xFF)).isEqualTo(1009);
			socket.awaitEnd();
		}
	}

	@Test
	void hugeHeadersAreRefused() throws IOException {
		try (RawSocket socket = new RawSocket(this.emulator)) {
			socket.write("GET /time HTTP/1.1\r\nHost: x\r\nX-Huge: " + "x".repeat(66_000) + "\r\n\r\n");
			assertThat(socket.readHead()).startsWith("HTTP/1.1 4");
			socket.awaitEnd();
		}
	}

	@Test
	void aHugeBodyIsRefused() throws IOException {
		try (RawSocket socket = new RawSocket(this.emulator)) {
			socket.write("POST /channels/c/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");
			assertThat(socket.readHead()).startsWith("HTTP/1.1 413");
		}
	}

	@Test
	void requestsMayBeSentAheadOfTheirAnswers() throws IOException {
		try (RawSocket socket = new RawSocket(this.emulator)) {
			socket.write("GET /time HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20)
					+ "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
			StringBuilder heads = new StringBuilder();
			for (String head = socket.readHead(); !head.isEmpty(); head = socket.readHead()) {
				heads.append(head);
			}
			assertThat(heads.toString().split("HTTP/1.1 200 OK", -1)).hasSize(21);
			assertThat(heads).contains("HTTP/1.1 404");
		}
	}

	@Test
	void whoeverDoesNotReadDoesNotFillTheMemory() throws IOException {
		EmulatorLimits limits = EmulatorLimits.builder().maxHistoryEntries(1000).maxHistoryBytes(8_000_000).build();
		try (AblyEmulator small = AblyEmulator.builder().limits(limits).recordedEvents(0).start();
				RawSocket deaf = RawSocket.webSocket(small);
				Client listener = Client.connect(small, WireFormat.MSGPACK);
				Client publisher = Client.connect(small, WireFormat.MSGPACK)) {
			deaf.write(RawSocket.frame(ProtocolMessage.builder(Action.ATTACH).channel("c").build()));
			listener.attach("c");
			byte[] data = new byte[50_000];
			for (int i = 0; i < 500; i++) {
				publisher.publish("c", WireMessage.builder().data(data).build());
			}
			assertThat(listener.messages(500)).hasSize(500);
			assertThat(small.load().historyBytes()).isLessThan(9_000_000);
		}
	}

	@Test
	void whoeverAsksAndDoesNotReadIsNoLongerListenedTo() throws IOException, InterruptedException {
		RawSocket deaf = RawSocket.webSocket(this.emulator);
		Thread asking = new Thread(() -> askForever(deaf), "asking");
		asking.start();
		assertStillThere();
		deaf.close();
		asking.join();
	}

	private static void askForever(RawSocket deaf) {
		byte[] question = RawSocket.frame(ProtocolMessage.builder(Action.HEARTBEAT).id("x".repeat(1000)).build());
		try {
			for (int i = 0; i < 200_000; i++) {
				deaf.write(question);
			}
		}
		catch (IOException ex) {
			assertThat(ex).isNotNull();
		}
	}

	@Test
	void historyIsBounded() {
		EmulatorLimits limits = EmulatorLimits.builder().maxHistoryEntries(10).maxHistoryBytes(100_000).build();
		try (AblyEmulator small = AblyEmulator.builder().limits(limits).start()) {
			Rest rest = Rest.of(small);
			for (int i = 0; i < 15; i++) {
				rest.post("/channels/c/messages", Map.of("data", "" + i));
			}
			assertThat(rest.get("/channels/c/messages").column("data")).hasSize(10).startsWith("14").endsWith("5");
			for (int i = 0; i < 20; i++) {
				rest.post("/channels/d" + i + "/messages", Map.of("data", "x".repeat(20_000)));
			}
			assertThat(small.load().historyBytes()).isLessThan(130_000);
			assertThat(rest.get("/channels/d19/messages").list()).hasSize(1);
			assertThat(rest.get("/channels/d0/messages").list()).isEmpty();
		}
	}

	@Test
	void aThousandLittleThingsCountForWhatTheyTake() {
		EmulatorLimits limits = EmulatorLimits.builder().maxHistoryBytes(2_000_000).build();
		try (AblyEmulator small = AblyEmulator.builder().limits(limits).start()) {
			Rest rest = Rest.of(small);
			for (int i = 0; i < 20; i++) {
				rest.post("/channels/c" + i + "/messages", Collections.nCopies(1000, Map.of("name", "n")));
			}
			assertThat(small.load().historyBytes()).isBetween(1_000_000L, 2_300_000L);
			assertThat(rest.get("/channels/c0/messages").list()).isEmpty();
			assertThat(rest.get("/channels/c19/messages?limit=1000").list()).hasSize(1000);
		}
	}

	@Test
	void eachVersionCountsForWhatItTakes() {
		EmulatorLimits limits = EmulatorLimits.builder().maxHistoryBytes(2_000_000).build();
		try (AblyEmulator small = AblyEmulator.builder().limits(limits).start()) {
			Rest rest = Rest.of(small);
			rest.post("/channels/mutable:c/messages", Map.of("data", "x".repeat(50_000)));
			String serial = Rest
				.encode(String.valueOf(rest.get("/channels/mutable:c/messages").column("serial").get(0)));
			int status = 200;
			for (int i = 0; status == 200 && i < 100; i++) {
				status = rest.send("PATCH", "/channels/mutable:c/messages/" + serial, Map.of("action", 5, "data", "y"))
					.status();
			}
			assertThat(status).as("the message had to go").isEqualTo(404);
			assertThat(small.load().historyBytes()).isLessThan(2_300_000);
		}
	}

	@Test
	void membersTogetherHaveOnlySoMuchWithThem() {
		EmulatorLimits limits = EmulatorLimits.builder().maxHistoryBytes(500_000).build();
		try (AblyEmulator small = AblyEmulator.builder().limits(limits).start();
				Client client = Client.connect(small)) {
			client.attach("c");
			for (int i = 0; i < 20; i++) {
				client.presence("c",
						WirePresence.builder().action(2).clientId("m" + i).data("x".repeat(50_000)).build());
			}
			assertThat(client.next(Action.NACK).error()).extracting("code").isEqualTo(91003);
			client.presence("c", WirePresence.builder().action(3).clientId("m0").build());
			client.presence("c", WirePresence.builder().action(2).clientId("new").data("x".repeat(50_000)).build());
			Await.until(() -> Rest.of(small).get("/channels/c/presence?clientId=new").list().size() == 1);
		}
	}

	@Test
	void onlySoMuchIsTakenAheadOfAnAnswer() throws IOException {
		this.emulator.faults().add(FaultRule.when(Trigger.request("/stalled")).then(Fault.stall()));
		byte[] request = ("POST /time HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000))
			.getBytes(StandardCharsets.US_ASCII);
		try (RawSocket socket = new RawSocket(this.emulator)) {
			socket.write("GET /stalled HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				for (int i = 0; i < 60; i++) {
					socket.write(request);
				}
			});
		}
	}

	@Test
	void channelsNobodyUsesAreForgotten() {
		ManualClock clock = new ManualClock();
		try (AblyEmulator patient = AblyEmulator.builder().clock(clock).start()) {
			for (int i = 0; i < 100; i++) {
				Rest.of(patient).get("/channels/c" + i);
			}
			assertThat(patient.load().channels()).isEqualTo(100);
			clock.advance(Duration.ofMinutes(10));
			assertThat(patient.load().channels()).isZero();
		}
	}

	@Test
	void manyConnectionsComeAndGo() {
		List<Client> clients = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Client client = Client.connect(this.emulator);
			client.send(ProtocolMessage.builder(Action.ATTACH).channel("crowded").build());
			clients.add(client);
		}
		clients.forEach((client) -> client.send(ProtocolMessage.builder(Action.CLOSE).build()));
		clients.forEach(Client::awaitClose);
		Await.until(() -> this.emulator.load().connections() == 0);
	}

}
