package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.transport.TransportException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestFallbackTests {

	private final ChannelFixture fixture = ChannelFixture.create(options -> options.restFallback(true)
		.useBinaryProtocol(false)
		.disconnectedRetryTimeout(ChannelFixture.millis(1000)));

	private final RealtimeChannel channel = this.fixture.attached();

	private final List<PendingRequest> requests = new ArrayList<>();

	RestFallbackTests() {
		this.fixture.http().onRequest(this.requests::add);
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "realtime:" + frame.msgSerial()));
	}

	@Test
	void isNotUsedWhileConnected() {
		PublishResult result = this.fixture.await(this.channel.publish("name", "data"));
		assertThat(result.serials()).containsExactly("realtime:0");
		assertThat(this.requests).isEmpty();
	}

	@Test
	void publishesWhileThereIsNoConnection() {
		this.fixture.loseConnection();
		CompletableFuture<PublishResult> publish = this.channel.publish("name", "data");
		this.fixture.settle();
		assertThat(this.requests).hasSize(1);
		assertThat(this.requests.get(0).path()).isEqualTo("/channels/test/messages");
		respond(0, 201, Map.of("channel", "test", "messageId", "x", "serials", List.of("rest:1")));
		assertThat(this.fixture.await(publish).serials()).containsExactly("rest:1");
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 1000, 40);
		assertThat(this.fixture.sent(Action.MESSAGE)).isEmpty();
	}

	@Test
	void goesOverTheConnectionWithTheSameIdWhenRestDoesNotAnswer() {
		this.fixture.loseConnection();
		CompletableFuture<PublishResult> publish = this.channel.publish("name", "data");
		this.fixture.settle();
		String id = idOf(this.requests.get(0));
		assertThat(id).isNotNull();
		failAll();
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 1000, 40);
		assertThat(this.fixture.await(publish).serials()).containsExactly("realtime:0");
		assertThat(this.fixture.sent(Action.MESSAGE).get(0).messages()).extracting(WireMessage::id).containsExactly(id);
	}

	@Test
	void aVerdictOfTheServerStands() {
		this.fixture.loseConnection();
		CompletableFuture<PublishResult> publish = this.channel.publish("name", "data");
		this.fixture.settle();
		respond(0, 401, Map.of("error", Map.of("code", 40160, "statusCode", 401, "message", "Denied")));
		assertThat(this.fixture.failure(publish).code()).isEqualTo(40160);
	}

	@Test
	void keepsTheOrder() {
		this.fixture.loseConnection();
		List<String> done = new ArrayList<>();
		for (String name : List.of("one", "two", "three")) {
			this.channel.publish(name, null).thenRun(() -> done.add(name));
		}
		this.fixture.settle();
		assertThat(this.requests).hasSize(1);
		respond(0, 201, Map.of("serials", List.of("rest:1")));
		assertThat(this.requests).hasSize(2);
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 1000, 8);
		this.channel.publish("four", null).thenRun(() -> done.add("four"));
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.MESSAGE)).isEmpty();
		respond(1, 201, Map.of("serials", List.of("rest:2")));
		assertThat(done).containsExactly("one", "two", "three", "four");
		assertThat(this.fixture.sent(Action.MESSAGE).stream().flatMap(frame -> frame.messages().stream()))
			.extracting(WireMessage::name)
			.containsExactly("three", "four");
	}

	@Test
	void beginsWithWhatTheLostConnectionHasLeftUnanswered() {
		this.fixture.server().ignore(Action.MESSAGE);
		CompletableFuture<PublishResult> earlier = this.channel.publish("earlier", null);
		this.fixture.settle();
		this.fixture.loseConnection();
		CompletableFuture<PublishResult> later = this.channel.publish("later", null);
		this.fixture.settle();
		String id = this.fixture.sent(Action.MESSAGE).get(0).messages().get(0).id();
		assertThat(this.requests).hasSize(1);
		assertThat(idOf(this.requests.get(0))).isEqualTo(id);
		respond(0, 201, Map.of("serials", List.of("rest:1")));
		respond(1, 201, Map.of("serials", List.of("rest:2")));
		assertThat(this.fixture.await(earlier).serials()).containsExactly("rest:1");
		assertThat(this.fixture.await(later).serials()).containsExactly("rest:2");
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 1000, 40);
		assertThat(this.fixture.sent(Action.MESSAGE).stream().flatMap(frame -> frame.messages().stream()))
			.extracting(WireMessage::id)
			.containsOnly(id);
	}

	@Test
	void isNotTriedAgainAndAgainWhenItDoesNotWorkEither() {
		this.fixture.loseConnection();
		CompletableFuture<PublishResult> first = this.channel.publish("first", null);
		this.fixture.settle();
		failAll();
		int tried = this.requests.size();
		CompletableFuture<PublishResult> second = this.channel.publish("second", null);
		this.fixture.settle();
		assertThat(this.requests).hasSize(tried);
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 1000, 40);
		this.fixture.await(CompletableFuture.allOf(first, second));
		this.fixture.loseConnection();
		this.channel.publish("third", null);
		this.fixture.settle();
		assertThat(this.requests).hasSizeGreaterThan(tried);
	}

	@Test
	void worksWhileTheConnectionIsSuspended() {
		this.fixture.suspendConnection();
		assertThat(this.channel.state()).isEqualTo(ChannelState.SUSPENDED);
		CompletableFuture<PublishResult> publish = this.channel.publish("name", "data");
		this.fixture.settle();
		respond(0, 201, Map.of("serials", List.of("rest:1")));
		assertThat(this.fixture.await(publish).serials()).containsExactly("rest:1");
	}

	@Test
	void givesIdsToWhatGoesOverTheConnection() {
		this.fixture.await(this.channel.publish(List.of(Message.of("a", null), Message.of("b", null))));
		List<WireMessage> sent = this.fixture.sent(Action.MESSAGE).get(0).messages();
		assertThat(sent.get(0).id()).endsWith(":0");
		assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id().replaceAll(":0$", ":1"));
	}

	@Test
	void leavesTheIdsOfTheApplicationAlone() {
		this.fixture.await(this.channel.publish(Message.builder().id("mine").name("a").build()));
		assertThat(this.fixture.sent(Action.MESSAGE).get(0).messages()).extracting(WireMessage::id)
			.containsExactly("mine");
	}

	private void respond(int request, int status, Object body) {
		this.requests.get(request).respond(status, body);
		this.fixture.settle();
	}

	private void failAll() {
		for (int i = 0; i < this.requests.size(); i++) {
			this.requests.get(i).fail(TransportException.Kind.REFUSED);
			this.fixture.settle();
		}
	}

	private static String idOf(PendingRequest request) {
		Object body = request.body();
		Map<?, ?> message = (Map<?, ?>) ((body instanceof List<?> list) ? list.get(0) : body);
		return (String) message.get("id");
	}

}
