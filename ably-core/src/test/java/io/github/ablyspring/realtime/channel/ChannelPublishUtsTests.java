package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelPublishUtsTests {

	private static final ChannelOptions QUIET = ChannelOptions.builder().attachOnSubscribe(false).build();

	private final ChannelFixture fixture = ChannelFixture
		.create(options -> options.fallbackHosts(List.of()).disconnectedRetryTimeout(ChannelFixture.millis(1000)));

	private final RealtimeChannel channel = this.fixture.channel(QUIET);

	@Test
	@Uts("realtime/unit/RTL6i1/publish-name-and-data-0")
	void nameAndDataAreOneMessage() {
		attach();
		publish("greeting", "hello");
		assertThat(sent()).singleElement().satisfies(frame -> {
			assertThat(frame.action()).isEqualTo(Action.MESSAGE);
			assertThat(frame.channel()).isEqualTo(this.channel.name());
			assertThat(frame.messages()).singleElement().satisfies(message -> {
				assertThat(message.name()).isEqualTo("greeting");
				assertThat(message.data()).isEqualTo("hello");
			});
		});
	}

	@Test
	@Uts("realtime/unit/RTL6i2/publish-message-array-0")
	void severalMessagesAreOneFrame() {
		attach();
		this.channel.publish(
				List.of(Message.of("event1", "data1"), Message.of("event2", "data2"), Message.of("event3", "data3")));
		this.fixture.settle();
		assertThat(sent()).hasSize(1);
		assertThat(sent().get(0).messages()).extracting(message -> message.name())
			.containsExactly("event1", "event2", "event3");
	}

	@Test
	@Uts("realtime/unit/RTL6i3/null-fields-json-0")
	void whatIsNullIsNotInTheJson() {
		List<Object> frames = new ArrayList<>();
		ChannelFixture fixture = ChannelFixture.create(options -> options.useBinaryProtocol(false));
		fixture.server()
			.onTextFrame(
					text -> frames.add(WireCodec.readTree(WireFormat.JSON, text.getBytes(StandardCharsets.UTF_8))));
		publishNulls(fixture, frames);
	}

	@Test
	@Uts("realtime/unit/RTL6i3/null-fields-msgpack-1")
	void whatIsNullIsNotInTheMsgpack() {
		List<Object> frames = new ArrayList<>();
		ChannelFixture fixture = ChannelFixture.create(options -> options.useBinaryProtocol(true));
		fixture.server().onBinaryFrame(bytes -> frames.add(WireCodec.readTree(WireFormat.MSGPACK, bytes)));
		publishNulls(fixture, frames);
	}

	private static void publishNulls(ChannelFixture fixture, List<Object> frames) {
		RealtimeChannel channel = fixture.attached();
		channel.publish("click", null);
		channel.publish(null, "payload");
		channel.publish((String) null, null);
		fixture.settle();
		List<Map<?, ?>> messages = new ArrayList<>();
		for (Object frame : frames) {
			Map<?, ?> tree = (Map<?, ?>) frame;
			if (((Number) tree.get("action")).intValue() == Action.MESSAGE.code()) {
				messages.add((Map<?, ?>) ((List<?>) tree.get("messages")).get(0));
			}
		}
		assertThat(messages).hasSize(3);
		assertThat(messages.get(0).get("name")).isEqualTo("click");
		assertThat(messages.get(0).containsKey("data")).isFalse();
		assertThat(messages.get(1).containsKey("name")).isFalse();
		assertThat(messages.get(1).get("data")).isEqualTo("payload");
		assertThat(messages.get(2).containsKey("name")).isFalse();
		assertThat(messages.get(2).containsKey("data")).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTL6c1/publish-when-attached-0")
	void isSentAtOnceWhenAttached() {
		attach();
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		publish("test", "immediate");
		assertThat(sent()).hasSize(1);
		assertThat(sent().get(0).messages().get(0).name()).isEqualTo("test");
		assertThat(sent().get(0).messages().get(0).data()).isEqualTo("immediate");
	}

	@Test
	@Uts("realtime/unit/RTL6c1/publish-when-attaching-1")
	void isSentAtOnceWhileAttaching() {
		this.fixture.server().ignore(Action.ATTACH);
		this.fixture.connect();
		this.channel.attach();
		this.fixture.settle();
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHING);
		publish("while-attaching", "data");
		assertThat(names()).containsExactly("while-attaching");
	}

	@Test
	@Uts("realtime/unit/RTL6c1/publish-when-initialized-2")
	void isSentAtOnceWithoutAnAttach() {
		this.fixture.connect();
		assertThat(this.channel.state()).isEqualTo(ChannelState.INITIALIZED);
		publish("before-attach", "data");
		assertThat(names()).containsExactly("before-attach");
	}

	@Test
	@Uts("realtime/unit/RTL6c2/queued-when-connecting-0")
	void waitsWhileConnecting() {
		this.fixture.server().holdConnections();
		this.fixture.connect();
		publish("queued", "waiting");
		assertThat(sent()).isEmpty();
		this.fixture.server().connection(0).respondWithConnected();
		this.fixture.settle();
		assertThat(names()).containsExactly("queued");
		assertThat(sent().get(0).messages().get(0).data()).isEqualTo("waiting");
	}

	@Test
	@Uts("realtime/unit/RTL6c2/queued-when-disconnected-1")
	void waitsWhileDisconnected() {
		this.fixture.connect();
		this.fixture.loseConnection();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
		publish("during-disconnect", "queued");
		assertThat(sent()).isEmpty();
		this.fixture.letConnect();
		this.fixture.advanceUntil(ConnectionState.CONNECTED, 500, 10);
		assertThat(names()).containsExactly("during-disconnect");
	}

	@Test
	@Uts("realtime/unit/RTL6c2/queued-when-initialized-2")
	void waitsBeforeTheFirstConnect() {
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
		publish("pre-connect", "early");
		assertThat(sent()).isEmpty();
		this.fixture.connect();
		assertThat(names()).containsExactly("pre-connect");
	}

	@Test
	@Uts("realtime/unit/RTL6c4/fails-conn-suspended-0")
	void failsWhileTheConnectionIsSuspended() {
		this.fixture.server().onConnection(MockConnection::respondWithRefused);
		this.fixture.connect();
		this.fixture.advanceUntil(ConnectionState.SUSPENDED, 2000, 100);
		assertThat(failure(this.channel.publish("fail", "should-error")).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTL6c4/fails-conn-closed-1")
	void failsWhenTheConnectionIsClosed() {
		this.fixture.connect();
		this.fixture.await(this.fixture.connection().close());
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(failure(this.channel.publish("fail", "should-error")).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTL6c4/fails-conn-failed-2")
	void failsWhenTheConnectionHasFailed() {
		this.fixture.server()
			.onConnection(connection -> connection.respondWithError(Frames.error(80000, 500, "Fatal error")));
		this.fixture.connect();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(failure(this.channel.publish("fail", "should-error")).code()).isEqualTo(80000);
	}

	@Test
	@Uts("realtime/unit/RTL6c4/fails-channel-suspended-3")
	void failsWhileTheChannelIsSuspended() {
		RealtimeChannel channel = this.fixture.suspended();
		assertThat(this.fixture.failure(channel.publish("fail", "should-error"))).isNotNull();
		assertThat(this.fixture.sent(Action.MESSAGE)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL6c4/fails-channel-failed-4")
	void failsWhenTheChannelHasFailed() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Not permitted"));
		this.fixture.connect();
		failure(this.channel.attach());
		assertThat(this.channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(failure(this.channel.publish("fail", "should-error"))).isNotNull();
		assertThat(sent()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL6c2/fails-no-queue-messages-3")
	void failsWithoutAConnectionWhenNothingIsToBeQueued() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.queueMessages(false));
		fixture.server().holdConnections();
		RealtimeChannel channel = fixture.channel(QUIET);
		fixture.connect();
		assertThat(fixture.connection().state()).isEqualTo(ConnectionState.CONNECTING);
		assertThat(fixture.failure(channel.publish("fail", "should-error")).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTL6c5/no-implicit-attach-0")
	void doesNotAttach() {
		this.fixture.connect();
		publish("no-attach", "test");
		assertThat(sent()).hasSize(1);
		assertThat(this.channel.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(this.fixture.sent(Action.ATTACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL6c2/queued-messages-order-4")
	void keepsTheOrderOfWhatWaits() {
		this.fixture.server().holdConnections();
		this.fixture.connect();
		publish("first", "1");
		publish("second", "2");
		publish("third", "3");
		assertThat(sent()).isEmpty();
		this.fixture.server().connection(0).respondWithConnected();
		this.fixture.settle();
		assertThat(names()).containsExactly("first", "second", "third");
	}

	@Test
	@Uts("realtime/unit/RTL6i1/publish-message-object-1")
	void aMessageIsOneMessage() {
		attach();
		this.channel.publish(Message.of("custom", Map.of("key", "value")));
		this.fixture.settle();
		assertThat(sent()).hasSize(1);
		assertThat(sent().get(0).messages()).singleElement().satisfies(message -> {
			assertThat(message.name()).isEqualTo("custom");
			assertThat(message.encoding()).isEqualTo("json");
			assertThat(message.data()).isEqualTo("{\"key\":\"value\"}");
		});
	}

	@Test
	@Uts("realtime/unit/RTL6j/publish-result-serials-0")
	void givesTheSerial() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "abc123"));
		attach();
		PublishResult result = this.fixture.await(this.channel.publish("greeting", "hello"));
		assertThat(sent()).hasSize(1);
		assertThat(sent().get(0).msgSerial()).isZero();
		assertThat(result.serials()).containsExactly("abc123");
	}

	@Test
	@Uts("realtime/unit/RTL6j/batch-publish-serials-1")
	void givesTheSerialsOfAll() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "serial-1", null, "serial-3"));
		attach();
		PublishResult result = this.fixture.await(this.channel.publish(
				List.of(Message.of("event1", "data1"), Message.of("event2", "data2"), Message.of("event3", "data3"))));
		assertThat(sent()).hasSize(1);
		assertThat(sent().get(0).messages()).hasSize(3);
		assertThat(result.serials()).containsExactly("serial-1", null, "serial-3");
	}

	@Test
	@Uts("realtime/unit/RTL6j/incrementing-msg-serial-2")
	void numbersTheFrames() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "serial-" + frame.msgSerial()));
		attach();
		for (int i = 0; i < 3; i++) {
			PublishResult result = this.fixture.await(this.channel.publish("message", Integer.toString(i)));
			assertThat(result.serials()).containsExactly("serial-" + i);
		}
		assertThat(sent()).extracting(ProtocolMessage::msgSerial).containsExactly(0L, 1L, 2L);
	}

	@Test
	@Uts("realtime/unit/RTL6j/nack-results-error-3")
	void failsWhenTheServerRefuses() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.nack(frame, 40160, 401, "Publish rejected"));
		attach();
		AblyException failure = failure(this.channel.publish("rejected", "data"));
		assertThat(failure.code()).isEqualTo(40160);
		assertThat(failure.errorInfo().message()).isEqualTo("Publish rejected");
	}

	@Test
	@Uts("realtime/unit/RTN7e/pending-fail-suspended-0")
	void failsWhenTheConnectionIsSuspendedMeanwhile() {
		attach();
		CompletableFuture<?> pending = this.channel.publish("pending", "data");
		this.fixture.suspendConnection();
		assertThat(failure(pending).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTN7e/pending-fail-closed-1")
	void failsWhenTheConnectionIsClosedMeanwhile() {
		attach();
		CompletableFuture<?> pending = this.channel.publish("pending", "data");
		this.fixture.await(this.fixture.connection().close());
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(failure(pending).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTN7e/pending-fail-failed-2")
	void failsWhenTheConnectionFailsMeanwhile() {
		this.fixture.server()
			.onMessage(Action.MESSAGE,
					(connection, frame) -> connection.sendToClientAndClose(Frames.error(80000, 500, "Fatal error")));
		attach();
		CompletableFuture<?> pending = this.channel.publish("pending", "data");
		this.fixture.settle();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(failure(pending).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTN7e/multiple-pending-fail-3")
	void allThatIsPendingFails() {
		attach();
		List<CompletableFuture<?>> pending = new ArrayList<>();
		for (int i = 1; i <= 3; i++) {
			pending.add(this.channel.publish("msg" + i, "data" + i));
		}
		this.fixture.await(this.fixture.connection().close());
		assertThat(pending).allSatisfy(future -> assertThat(failure(future)).isNotNull());
	}

	@Test
	@Uts("realtime/unit/RTN7e/error-represents-reason-4")
	void failsForTheReasonOfTheConnection() {
		this.fixture.server()
			.onMessage(Action.MESSAGE, (connection, frame) -> connection
				.sendToClientAndClose(Frames.error(80019, 400, "Connection closed due to admin action")));
		attach();
		CompletableFuture<?> pending = this.channel.publish("pending", "data");
		this.fixture.settle();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.FAILED);
		AblyException failure = failure(pending);
		assertThat(failure.code()).isEqualTo(80019);
		assertThat(failure.statusCode()).isEqualTo(400);
		assertThat(failure.errorInfo().message()).isEqualTo("Connection closed due to admin action");
		assertThat(this.fixture.connection().errorReason().code()).isEqualTo(80019);
	}

	@Test
	@Uts("realtime/unit/RTN7d/fail-disconnected-no-queue-0")
	void failsOnADisconnectWhenNothingIsToBeQueued() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.queueMessages(false));
		RealtimeChannel channel = fixture.attached();
		CompletableFuture<?> pending = channel.publish("pending", "data");
		fixture.settle();
		fixture.loseConnection();
		assertThat(fixture.failure(pending).code()).isNotZero();
	}

	@Test
	@Uts("realtime/unit/RTN7d/survive-disconnected-queue-1")
	void survivesADisconnectOtherwise() {
		PublishResult result = this.fixture.await(sentAgain("pending", "serial-ack"));
		assertThat(result.serials()).containsExactly("serial-ack");
	}

	@Test
	@Uts("realtime/unit/RTN19a/resent-on-new-transport-0")
	void isSentAgainOnTheNextConnection() {
		PublishResult result = this.fixture.await(sentAgain("resend-me", "serial-resent"));
		assertThat(sentOn(1)).hasSize(1);
		assertThat(sentOn(2)).isNotEmpty();
		assertThat(sentOn(2).get(0).messages().get(0).name()).isEqualTo("resend-me");
		assertThat(result.serials()).containsExactly("serial-resent");
	}

	@Test
	@Uts("realtime/unit/RTN19a2/same-serial-on-resume-0")
	void keepsItsNumberWhenTheConnectionIsResumed() {
		connectionsAre("connection-abc", "connection-abc");
		List<CompletableFuture<PublishResult>> results = twoSentAgain();
		results.forEach(this.fixture::await);
		assertThat(sentOn(2)).extracting(ProtocolMessage::msgSerial)
			.containsExactlyElementsOf(sentOn(1).stream().map(ProtocolMessage::msgSerial).toList());
		assertThat(sentOn(2)).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTN19a2/new-serial-failed-resume-1")
	void isNumberedAgainWhenTheConnectionIsAnotherOne() {
		connectionsAre("connection-first", "connection-new");
		List<CompletableFuture<PublishResult>> results = twoSentAgain();
		results.forEach(this.fixture::await);
		assertThat(sentOn(1)).extracting(ProtocolMessage::msgSerial).containsExactly(0L, 1L);
		assertThat(sentOn(2)).extracting(ProtocolMessage::msgSerial).containsExactly(0L, 1L);
	}

	@Test
	@Uts("realtime/unit/RTN19b/attach-resent-on-reconnect-0")
	void anAttachIsSentAgainOnTheNextConnection() {
		this.fixture.server().onMessage(Action.ATTACH, (connection, frame) -> {
			if (connection.number() > 1) {
				connection.sendToClient(Frames.attached(frame.channel()));
			}
		});
		this.fixture.connect();
		CompletableFuture<?> attach = this.channel.attach();
		this.fixture.settle();
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(sentOn(1, Action.ATTACH)).singleElement()
			.satisfies(frame -> assertThat(frame.channel()).isEqualTo(this.channel.name()));
		this.fixture.reconnect();
		this.fixture.await(attach);
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(sentOn(2, Action.ATTACH)).isNotEmpty()
			.allSatisfy(frame -> assertThat(frame.channel()).isEqualTo(this.channel.name()));
	}

	@Test
	@Uts("realtime/unit/RTN19b/detach-resent-on-reconnect-1")
	void aDetachIsSentAgainOnTheNextConnection() {
		this.fixture.server().onMessage(Action.DETACH, (connection, frame) -> {
			if (connection.number() > 1) {
				connection.sendToClient(Frames.detached(frame.channel(), null));
			}
		});
		attach();
		CompletableFuture<Void> detach = this.channel.detach();
		this.fixture.settle();
		assertThat(this.channel.state()).isEqualTo(ChannelState.DETACHING);
		assertThat(sentOn(1, Action.DETACH)).hasSize(1);
		this.fixture.reconnect();
		this.fixture.await(detach);
		assertThat(this.channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(sentOn(2, Action.DETACH)).isNotEmpty()
			.allSatisfy(frame -> assertThat(frame.channel()).isEqualTo(this.channel.name()));
	}

	private CompletableFuture<PublishResult> sentAgain(String name, String serial) {
		acknowledgeFromTheSecondConnectionOn(serial);
		attach();
		CompletableFuture<PublishResult> result = this.channel.publish(name, "data");
		this.fixture.settle();
		assertThat(result).isNotDone();
		this.fixture.reconnect();
		return result;
	}

	private List<CompletableFuture<PublishResult>> twoSentAgain() {
		acknowledgeFromTheSecondConnectionOn("serial");
		attach();
		List<CompletableFuture<PublishResult>> results = List.of(this.channel.publish("msg1", "data1"),
				this.channel.publish("msg2", "data2"));
		this.fixture.settle();
		assertThat(sentOn(1)).hasSize(2);
		this.fixture.reconnect();
		return results;
	}

	private void acknowledgeFromTheSecondConnectionOn(String serial) {
		this.fixture.server().onMessage(Action.MESSAGE, (connection, frame) -> {
			if (connection.number() > 1) {
				connection.sendToClient(Frames.ack(frame, serial));
			}
		});
	}

	private void connectionsAre(String... ids) {
		List<Consumer<MockConnection>> handlers = new ArrayList<>();
		for (String id : ids) {
			handlers.add(connection -> connection.respondWithSuccess(Frames.connected(id, "key-" + id).build()));
		}
		this.fixture.server()
			.onConnection(
					connection -> handlers.get(Math.min(connection.number(), handlers.size()) - 1).accept(connection));
	}

	private void attach() {
		this.fixture.connect();
		this.fixture.await(this.channel.attach());
	}

	private void publish(String name, String data) {
		this.channel.publish(name, data);
		this.fixture.settle();
	}

	private AblyException failure(CompletableFuture<?> future) {
		return this.fixture.failure(future);
	}

	private List<ProtocolMessage> sent() {
		return this.fixture.sent(Action.MESSAGE);
	}

	private List<String> names() {
		return sent().stream().flatMap(frame -> frame.messages().stream()).map(message -> message.name()).toList();
	}

	private List<ProtocolMessage> sentOn(int connection) {
		return sentOn(connection, Action.MESSAGE);
	}

	private List<ProtocolMessage> sentOn(int connection, Action action) {
		return this.fixture.sentOn(connection, action);
	}

}
