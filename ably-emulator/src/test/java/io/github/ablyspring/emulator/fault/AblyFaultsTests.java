package io.github.ablyspring.emulator.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.EmulatorPort;
import io.github.ablyspring.emulator.connection.CloseCodes;
import io.github.ablyspring.emulator.support.Await;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class AblyFaultsTests {

	private static final int ABNORMAL = 1006;

	private final ManualClock clock = new ManualClock();

	private final AblyEmulator emulator = AblyEmulator.builder().clock(this.clock).start();

	private final AblyFaults faults = this.emulator.faults();

	private final Rest rest = Rest.of(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private Client open() {
		return Client.open(this.emulator.uri(), WireFormat.JSON, Map.of("key", this.emulator.key()));
	}

	private static ProtocolMessage error(int code) {
		return ProtocolMessage.builder(Action.ERROR).error(ErrorInfo.of(code, code / 100, "injected")).build();
	}

	@Test
	void connectionsCanBeRefused() {
		FaultHandle handle = this.faults.refuseConnections();
		assertThatThrownBy(this::open).isInstanceOf(CompletionException.class);
		assertThat(handle.fired()).isOne();
		handle.close();
		try (Client client = open()) {
			client.next(Action.CONNECTED);
		}
		assertThat(this.faults.traffic().connects()).last()
			.extracting(TrafficEvent.WebSocketConnect::ruleMatched)
			.isNull();
	}

	@Test
	void theNthConnectionOrOneWithAParameterCanBeMeant() {
		FaultHandle second = this.faults
			.add(FaultRule.when(Trigger.connect().nth(2)).then(Fault.acceptAndClose(1011)).once());
		this.faults.add(FaultRule.when(Trigger.connect().query("resume", "*")).then(Fault.acceptAndClose(1012)));
		Client.connect(this.emulator).close();
		try (Client refused = open()) {
			assertThat(refused.awaitClose()).isEqualTo(1011);
		}
		Client.connect(this.emulator).close();
		assertThat(second.fired()).isEqualTo(1);
		try (Client resuming = Client.open(this.emulator.uri(), WireFormat.JSON,
				Map.of("key", this.emulator.key(), "resume", "x"))) {
			assertThat(resuming.awaitClose()).isEqualTo(1012);
		}
	}

	@Test
	void aConnectionCanComeLate() {
		this.faults.add(FaultRule.when(Trigger.connect()).then(Fault.delay(Duration.ofSeconds(2))).once());
		CompletableFuture<Client> late = CompletableFuture.supplyAsync(this::open);
		Await.until(() -> !this.faults.traffic().connects().isEmpty());
		Client.connect(this.emulator).close();
		assertThat(late).isNotDone();
		this.clock.advance(Duration.ofSeconds(2));
		try (Client client = late.orTimeout(60, TimeUnit.SECONDS).join()) {
			client.next(Action.CONNECTED);
			assertThat(this.faults.traffic().frames()).last().extracting(TrafficEvent.Frame::socket).isEqualTo(1);
		}
	}

	@Test
	void insteadOfAConnectionThereCanBeAnAnswerOrALastWord() {
		this.faults.add(FaultRule.when(Trigger.connect()).then(Fault.respond(503, Map.of())).once());
		assertThatThrownBy(this::open).cause()
			.asInstanceOf(type(WebSocketClientHandshakeException.class))
			.extracting((failure) -> failure.response().status().code())
			.isEqualTo(503);
		this.faults.add(FaultRule.when(Trigger.connect()).then(Fault.injectAndClose(error(40005), 1011)).once());
		try (Client client = open()) {
			assertThat(client.next(Action.ERROR).error()).extracting("code").isEqualTo(40005);
			assertThat(client.awaitClose()).isEqualTo(1011);
		}
	}

	@Test
	void whatCannotHappenIsNoRule() {
		assertThatIllegalArgumentException().isThrownBy(() -> FaultRule.when(Trigger.connect()).then(Fault.suppress()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FaultRule.when(Trigger.request()).then(Fault.duplicate()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FaultRule.when(Trigger.toClient()).then(Fault.respond(500, null)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FaultRule.when(Trigger.afterConnect(Duration.ZERO)).then(Fault.delay(Duration.ZERO)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.trigger(Fault.suppress()));
	}

	@Test
	void aFrameCanBeReplacedOnItsWayToTheClient() {
		this.faults.add(FaultRule.when(Trigger.toClient(Action.CONNECTED)).then(Fault.replace(error(40005))).once());
		try (Client client = open()) {
			assertThat(client.next(Action.ERROR).error()).extracting("code").isEqualTo(40005);
			assertThat(client.soFar(Action.CONNECTED)).isEmpty();
		}
	}

	@Test
	void framesCanBeSuppressedEitherWay() {
		try (Client client = Client.connect(this.emulator)) {
			FaultHandle acks = this.faults.add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.suppress()));
			client.publish("c", "n", "x");
			assertThat(client.soFar(Action.ACK)).isEmpty();
			assertThat(this.rest.get("/channels/c/messages").list()).hasSize(1);
			acks.remove();
			this.faults.addFirst(FaultRule.when(Trigger.toServer(Action.ATTACH).channel("c")).then(Fault.suppress()));
			client.send(ProtocolMessage.builder(Action.ATTACH).channel("c").build());
			client.attach("d");
			assertThat(client.soFar(Action.ATTACHED)).isEmpty();
			assertThat(this.faults.traffic().frames(Direction.TO_SERVER, Action.ATTACH)).hasSize(2);
			assertThat(this.faults.traffic().frames())
				.filteredOn(
						(frame) -> "c".equals(frame.message().channel()) && frame.message().action() == Action.ATTACH)
				.allMatch((frame) -> frame.ruleMatched() != null);
		}
	}

	@Test
	void theNthFrameOfAChannelCanBeMeant() {
		this.faults.add(FaultRule.when(Trigger.toClient(Action.MESSAGE).channel("c").nth(2)).then(Fault.suppress()));
		try (Client client = Client.connect(this.emulator)) {
			client.attach("c");
			client.attach("d");
			for (String data : new String[] { "1", "2", "3" }) {
				client.publish("d", "n", data);
				client.publish("c", "n", data);
			}
			assertThat(client.soFar(Action.MESSAGE)).filteredOn((frame) -> "c".equals(frame.channel()))
				.extracting((frame) -> frame.messages().get(0).data())
				.containsExactly("1", "3");
		}
	}

	@Test
	void aDelayedFrameKeepsItsPlace() {
		this.faults
			.add(FaultRule.when(Trigger.toClient(Action.MESSAGE)).then(Fault.delay(Duration.ofSeconds(2))).once());
		try (Client client = Client.connect(this.emulator)) {
			client.attach("c");
			client.publish("c", "n", "1");
			client.publish("c", "n", "2");
			// before time goes on both have to be on their way
			Await.until(() -> this.faults.traffic().frames(Direction.TO_CLIENT, Action.MESSAGE).size() == 2);
			this.clock.advance(Duration.ofSeconds(2));
			assertThat(client.messages(2)).extracting((message) -> message.data()).containsExactly("1", "2");
		}
	}

	@Test
	void aFrameCanComeTwiceOrMakeNoSense() {
		try (Client client = Client.connect(this.emulator)) {
			client.attach("c");
			this.faults.add(FaultRule.when(Trigger.toClient(Action.MESSAGE)).then(Fault.duplicate()).once());
			this.faults.add(FaultRule.when(Trigger.toClient(Action.MESSAGE)).then(Fault.corrupt()).once());
			client.publish("c", "n", "1");
			client.publish("c", "n", "2");
			assertThat(client.messages(2)).extracting((message) -> message.data()).containsExactly("1", "1");
			assertThat(client.next(Action.ACTIVATE).id()).isEqualTo("garbage");
		}
	}

	@Test
	void somethingCanHappenSomeTimeAfterConnecting() {
		this.faults.add(FaultRule.when(Trigger.afterConnect(Duration.ofSeconds(1)))
			.then(Fault.injectAndClose(ProtocolMessage.builder(Action.DISCONNECTED)
				.error(ErrorInfo.of(40142, 401, "Token expired"))
				.build(), CloseCodes.NORMAL))
			.once());
		try (Client client = Client.connect(this.emulator)) {
			this.clock.advance(Duration.ofSeconds(1));
			assertThat(client.next(Action.DISCONNECTED).error()).extracting("code").isEqualTo(40142);
			assertThat(client.awaitClose()).isEqualTo(CloseCodes.NORMAL);
		}
		try (Client second = Client.connect(this.emulator)) {
			this.clock.advance(Duration.ofSeconds(5));
			assertThat(second.soFar(Action.DISCONNECTED)).isEmpty();
		}
	}

	@Test
	void allConnectionsCanBeCutOrClosedOrFallSilent() {
		Client client = Client.connect(this.emulator);
		this.faults.disconnect();
		assertThat(client.awaitClose()).isEqualTo(ABNORMAL);
		client = Client.connect(this.emulator, "resume", client.key());
		assertThat(client.connected().error()).isNull();
		this.faults.closeSockets();
		assertThat(client.awaitClose()).isEqualTo(CloseCodes.NORMAL);
		client = Client.connect(this.emulator);
		this.faults.stall();
		client.send(ProtocolMessage.builder(Action.HEARTBEAT).id("anybody?").build());
		Client other = Client.connect(this.emulator);
		other.soFar(Action.HEARTBEAT);
		assertThat(this.faults.traffic().frames(Direction.TO_CLIENT, Action.HEARTBEAT)).extracting(ProtocolMessage::id)
			.doesNotContain("anybody?");
	}

	@Test
	void anythingCanBeSentOutOfTheBlue() {
		try (Client client = Client.connect(this.emulator)) {
			this.faults.inject(ProtocolMessage.builder(Action.DETACHED).channel("c").build());
			assertThat(client.next(Action.DETACHED).channel()).isEqualTo("c");
		}
	}

	@Test
	void aForgottenConnectionCannotBeResumed() {
		Client client = Client.connect(this.emulator);
		this.faults.forgetConnections();
		assertThat(client.awaitClose()).isEqualTo(ABNORMAL);
		try (Client again = Client.connect(this.emulator, "resume", client.key())) {
			assertThat(again.id()).isNotEqualTo(client.id());
			assertThat(again.connected().error()).extracting("code").isEqualTo(80018);
		}
	}

	@Test
	void whoIsConnectedOverAnotherPortIsNotForgotten() {
		try (Client client = Client.connect(this.emulator); EmulatorPort other = this.emulator.openPort()) {
			other.faults().forgetConnections();
			client.attach("c");
			client.publish("c", "n", "still here");
			assertThat(client.messages(1)).extracting((message) -> message.data()).containsExactly("still here");
		}
	}

	@Test
	void tokensCanExpireOrBeRevokedAtOnce() {
		String token = Tokens.request(this.emulator, Map.of("clientId", "bob"));
		try (Client client = Client.connect(this.emulator, "accessToken", token)) {
			this.faults.expireTokens();
			assertThat(client.next(Action.DISCONNECTED).error()).extracting("code").isEqualTo(40142);
		}
		assertThat(Rest.anonymous(this.emulator).withToken(token).get("/channels/c").errorCode()).isEqualTo(40142);
		token = Tokens.request(this.emulator, Map.of("clientId", "bob"));
		try (Client client = Client.connect(this.emulator, "accessToken", token)) {
			this.faults.revokeTokens("bob");
			assertThat(client.next(Action.DISCONNECTED).error()).extracting("code").isEqualTo(40141);
		}
	}

	@Test
	void requestsCanBeAnsweredOtherwise() {
		this.faults.add(FaultRule.when(Trigger.request("/channels/").method("POST"))
			.then(Fault.respond(503, Map.of("error", Map.of("code", 50300, "statusCode", 503, "message", "busy"))))
			.once());
		assertThat(this.rest.get("/channels/c").status()).isEqualTo(200);
		Rest.Answer answer = this.rest.post("/channels/c/messages", Map.of("data", "x"));
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.errorCode()).isEqualTo(50300);
		assertThat(this.rest.get("/channels/c/messages").list()).isEmpty();
		this.faults.add(FaultRule.when(Trigger.request("/time"))
			.then(Fault.respond(403, Map.of()).headers(Map.of("Server", "CloudFront")))
			.once());
		assertThat(this.rest.get("/time").header("Server")).isEqualTo("CloudFront");
	}

	@Test
	void aRequestCanBeDoneAndAnsweredAsIfItWereNot() {
		this.faults.add(FaultRule.when(Trigger.request("/messages")).then(Fault.replaceResponse(503, Map.of())).once());
		assertThat(this.rest.post("/channels/c/messages", Map.of("data", "x")).status()).isEqualTo(503);
		assertThat(this.rest.get("/channels/c/messages").list()).hasSize(1);
	}

	@Test
	void aRequestCanBeAnsweredLateOrNotAtAll() {
		this.faults.add(FaultRule.when(Trigger.request("/time")).then(Fault.delay(Duration.ofSeconds(20))).once());
		CompletableFuture<Integer> late = CompletableFuture.supplyAsync(() -> this.rest.get("/time").status());
		Await.until(() -> this.faults.traffic().requests("/time").size() == 1);
		assertThat(late).isNotDone();
		this.clock.advance(Duration.ofSeconds(20));
		assertThat(late.join()).isEqualTo(200);
		this.faults.add(FaultRule.when(Trigger.request("/time")).then(Fault.disconnect()));
		assertThatThrownBy(() -> this.rest.get("/time")).hasRootCauseInstanceOf(IOException.class);
		assertThat(this.faults.traffic().responses()).extracting(TrafficEvent.HttpResponse::status)
			.containsExactly(200);
	}

	@Test
	void duringAnOutageNothingWorks() {
		Client client = Client.connect(this.emulator);
		try (FaultHandle outage = this.faults.outage()) {
			assertThat(client.awaitClose()).isEqualTo(ABNORMAL);
			assertThatThrownBy(this::open).isInstanceOf(CompletionException.class);
			assertThatThrownBy(() -> this.rest.get("/time")).isNotInstanceOf(ConnectException.class);
			assertThat(outage.fired()).isGreaterThanOrEqualTo(2);
		}
		assertThat(Client.connect(this.emulator, "resume", client.key()).id()).isEqualTo(client.id());
	}

	@Test
	void theFirstRuleThatMatchesApplies() {
		this.faults.add(FaultRule.when(Trigger.request("/time")).then(Fault.respond(500, Map.of())));
		FaultHandle first = this.faults.addFirst(FaultRule.when(Trigger.request("/time")).then(Fault.pass()));
		assertThat(this.rest.get("/time").status()).isEqualTo(200);
		first.close();
		assertThat(this.rest.get("/time").status()).isEqualTo(500);
		this.faults.reset();
		assertThat(this.rest.get("/time").status()).isEqualTo(200);
		assertThat(this.faults.traffic().requests()).hasSize(1);
	}

	@Test
	void theRecordIsBoundedAndKeepsSecretsOutOfItsText() {
		try (AblyEmulator small = AblyEmulator.builder().recordedEvents(10).start()) {
			for (int i = 0; i < 20; i++) {
				Rest.of(small).get("/channels/c");
			}
			assertThat(small.faults().traffic().events()).hasSize(10);
			Client.connect(small).close();
			String secret = small.key().substring(small.key().indexOf(':') + 1);
			assertThat(small.faults().traffic().toString()).doesNotContain(secret);
		}
	}

	@Test
	void theRecordDoesNotGrowWithWhatIsSaid() {
		try (AblyEmulator emulator = AblyEmulator.start();
				Client client = Client.connect(emulator, WireFormat.MSGPACK)) {
			byte[] large = new byte[60_000];
			for (int i = 0; i < 700; i++) {
				client.publish("c", "n", large);
			}
			client.soFar(Action.ACK);
			long bytes = emulator.faults()
				.traffic()
				.frames(Direction.TO_SERVER, Action.MESSAGE)
				.stream()
				.mapToLong((frame) -> ((byte[]) frame.messages().get(0).data()).length)
				.sum();
			assertThat(bytes).isBetween(2_000_000L, 34_000_000L);
		}
	}

}
