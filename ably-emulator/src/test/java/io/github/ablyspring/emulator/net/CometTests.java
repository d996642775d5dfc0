package io.github.ablyspring.emulator.net;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.Direction;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultHandle;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.emulator.support.Await;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.AuthDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Long polling, as ably-js does it.
 */
class CometTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final ManualClock clock = new ManualClock();

	private final AblyEmulator emulator = AblyEmulator.builder().clock(this.clock).start();

	private final Deque<ProtocolMessage> received = new ArrayDeque<>();

	private String key = "";

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void carriesMessagesBothWays() {
		connect("clientId=bob");
		send(attach("news"), message(0, "first", "one"));
		assertThat(next(Action.ATTACHED).channel()).isEqualTo("news");
		assertThat(next(Action.ACK).msgSerial()).isZero();
		assertThat(next(Action.MESSAGE).messages()).extracting(WireMessage::name).containsExactly("first");

		CompletableFuture<List<ProtocolMessage>> poll = poll();
		try (Client other = Client.connect(this.emulator, "clientId", "eve")) {
			other.publish("news", "second", "two");
			assertThat(poll.orTimeout(60, TimeUnit.SECONDS).join()).hasSize(1)
				.allSatisfy(
						(frame) -> assertThat(frame.messages()).extracting(WireMessage::data).containsExactly("two"));
		}
	}

	@Test
	void carriesBinaryAsBase64() {
		connect("");
		send(attach("bytes"));
		next(Action.ATTACHED);
		try (Client other = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			other.publish("bytes", "b", new byte[] { 1, 2, 3 });
			// while the publisher is there: what it says last may go down with its line
			assertThat(next(Action.MESSAGE).messages()).extracting(WireMessage::data, WireMessage::encoding)
				.containsExactly(tuple("AQID", "base64"));
		}
	}

	@Test
	void whatCredentialsDoNotPermitIsAnErrorFrame() {
		HttpResponse<byte[]> response = get("/comet/connect?v=6&key=abcdef.key:secret").join();
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(frames(response)).singleElement().satisfies((frame) -> {
			assertThat(frame.action()).isEqualTo(Action.ERROR);
			assertThat(frame.channel()).isNull();
			assertThat(frame.error()).extracting(ErrorInfo::code).isEqualTo(40400);
		});
	}

	@Test
	void heartbeatsComeAsFrames() {
		connect("");
		CompletableFuture<List<ProtocolMessage>> poll = poll();
		this.clock.advance(Duration.ofSeconds(15));
		assertThat(poll.orTimeout(60, TimeUnit.SECONDS).join()).extracting(ProtocolMessage::action)
			.containsExactly(Action.HEARTBEAT);
	}

	@Test
	void answersAPing() {
		connect("");
		send(ProtocolMessage.builder(Action.HEARTBEAT).id("ping").build());
		assertThat(next(Action.HEARTBEAT).id()).isEqualTo("ping");
	}

	@Test
	void closesWhenAsked() {
		connect("clientId=bob");
		send(attach("room"),
				ProtocolMessage.builder(Action.PRESENCE)
					.channel("room")
					.msgSerial(0L)
					.presence(List.of(WirePresence.builder().action(2).build()))
					.build());
		next(Action.ACK);
		assertThat(get("/comet/" + this.key + "/close").join().statusCode()).isEqualTo(204);
		next(Action.CLOSED);
		assertThat(this.emulator.load().connections()).isZero();
		assertThat(Rest.of(this.emulator).get("/channels/room/presence").list()).isEmpty();
		assertThat(get("/comet/" + this.key + "/recv").join().statusCode()).isEqualTo(400);
	}

	@Test
	void aConnectionGoesOnOverAnotherTransport() {
		connect("clientId=bob");
		String connectionId = this.connectionId;
		send(attach("news"), message(0, "first", "one"));
		next(Action.ATTACHED);
		String serial = next(Action.MESSAGE).channelSerial();
		assertThat(get("/comet/" + this.key + "/disconnect").join().statusCode()).isEqualTo(204);
		next(Action.DISCONNECTED);
		assertThat(Rest.of(this.emulator).post("/channels/news/messages", Map.of("data", "two")).status())
			.isEqualTo(201);

		connect("clientId=bob&resume=" + this.key);
		assertThat(this.connectionId).isEqualTo(connectionId);
		send(ProtocolMessage.builder(Action.ATTACH).channel("news").channelSerial(serial).build());
		assertThat(next(Action.ATTACHED).hasFlag(Flag.RESUMED)).isTrue();
		assertThat(next(Action.MESSAGE).messages()).extracting(WireMessage::data).containsExactly("two");

		try (Client socket = Client.connect(this.emulator, "clientId", "bob", "resume", this.key)) {
			assertThat(socket.id()).isEqualTo(connectionId);
		}
	}

	@Test
	void aClientWithoutAWayIsToldToComeBack() {
		assertThat(frames(get("/comet/no!way/recv").join())).extracting(ProtocolMessage::action)
			.containsExactly(Action.DISCONNECTED);
	}

	@Test
	void asksForAnotherToken() {
		String token = Tokens.request(this.emulator, Map.of("ttl", 60_000L));
		HttpResponse<byte[]> response = get("/comet/connect?v=6&access_token=" + token).join();
		connected(frames(response));
		this.clock.advance(Duration.ofSeconds(31));
		next(Action.AUTH);
		send(ProtocolMessage.builder(Action.AUTH)
			.auth(new AuthDetails(Tokens.request(this.emulator, Map.of())))
			.build());
		next(Action.CONNECTED);
		this.clock.advance(Duration.ofSeconds(60));
		send(attach("still there"));
		assertThat(next(Action.ATTACHED).error()).isNull();
	}

	@Test
	void aNewPollEndsTheOneBefore() {
		connect("");
		CompletableFuture<List<ProtocolMessage>> first = poll();
		Await.until(() -> this.emulator.faults().traffic().requests("/recv").size() == 1);
		CompletableFuture<List<ProtocolMessage>> second = poll();
		assertThat(first.orTimeout(60, TimeUnit.SECONDS).join()).isEmpty();
		assertThat(second).isNotDone();
	}

	@Test
	void suffersFaults() {
		this.emulator.faults().add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.suppress()).once());
		connect("");
		send(message(0, "a", "1"));
		send(message(1, "b", "2"));
		assertThat(next(Action.ACK).msgSerial()).isEqualTo(1);
		assertThat(this.emulator.faults().traffic().frames(Direction.TO_SERVER, Action.MESSAGE)).hasSize(2);

		int polls = this.emulator.faults().traffic().requests("/recv").size();
		CompletableFuture<List<ProtocolMessage>> poll = poll();
		Await.until(() -> this.emulator.faults().traffic().requests("/recv").size() == polls + 1);
		this.emulator.faults().disconnect();
		// the HTTP client asks again by itself, but not over a connection that was new
		assertThat(poll.exceptionallyCompose((hungUp) -> poll()).orTimeout(60, TimeUnit.SECONDS).join())
			.extracting(ProtocolMessage::action)
			.containsExactly(Action.DISCONNECTED);
	}

	@Test
	void aConnectAttemptCanBeRefused() {
		try (FaultHandle refusal = this.emulator.faults().refuseConnections()) {
			assertThat(
					get("/comet/connect?v=6&key=" + this.emulator.key()).handle((response, failure) -> failure != null)
						.join())
				.isTrue();
			assertThat(refusal.fired()).isPositive();
		}
		connect("");
	}

	private String connectionId = "";

	private void connect(String query) {
		connected(frames(get("/comet/connect?v=6&stream=false&heartbeats=true&key=" + this.emulator.key() + "&" + query)
			.join()));
	}

	private void connected(List<ProtocolMessage> frames) {
		assertThat(frames).extracting(ProtocolMessage::action).containsExactly(Action.CONNECTED);
		ProtocolMessage connected = frames.get(0);
		this.key = String.valueOf(connected.connectionDetails().connectionKey());
		this.connectionId = String.valueOf(connected.connectionId());
	}

	private static ProtocolMessage attach(String channel) {
		return ProtocolMessage.builder(Action.ATTACH).channel(channel).build();
	}

	private static ProtocolMessage message(long serial, String name, String data) {
		return ProtocolMessage.builder(Action.MESSAGE)
			.channel("news")
			.msgSerial(serial)
			.messages(List.of(WireMessage.builder().name(name).data(data).build()))
			.build();
	}

	private void send(ProtocolMessage... frames) {
		byte[] body = WireCodec.writeList(WireFormat.JSON, ProtocolMessage.TYPE, List.of(frames));
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.emulator.uri() + "/comet/" + this.key + "/send"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		assertThat(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join().statusCode()).isEqualTo(204);
	}

	private CompletableFuture<List<ProtocolMessage>> poll() {
		return get("/comet/" + this.key + "/recv").thenApply(CometTests::frames);
	}

	/**
	 * Waits for a frame of a kind; others that come before are kept for later.
	 */
	private ProtocolMessage next(Action action) {
		while (true) {
			for (ProtocolMessage frame : this.received) {
				if (frame.action() == action) {
					this.received.removeFirstOccurrence(frame);
					return frame;
				}
			}
			this.received.addAll(poll().orTimeout(60, TimeUnit.SECONDS).join());
		}
	}

	private CompletableFuture<HttpResponse<byte[]>> get(String path) {
		return HTTP.sendAsync(HttpRequest.newBuilder(URI.create(this.emulator.uri() + path)).build(),
				HttpResponse.BodyHandlers.ofByteArray());
	}

	private static List<ProtocolMessage> frames(@Nullable HttpResponse<byte[]> response) {
		assertThat(response).isNotNull();
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).endsWith((byte) '\n');
		return new ArrayList<>(WireCodec.readList(WireFormat.JSON, ProtocolMessage.TYPE, response.body()));
	}

}
