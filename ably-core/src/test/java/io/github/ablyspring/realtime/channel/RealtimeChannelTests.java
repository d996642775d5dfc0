package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.transport.LogLevel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RealtimeChannelTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	private final List<String> seen = new ArrayList<>();

	@Test
	void strictModeFailsASubscriptionThatCannotWork() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.strictMode(true));
		fixture.answer(Action.ATTACH, frame -> Frames.attached(frame.channel(), Flag.PUBLISH));
		RealtimeChannel channel = fixture.connected();
		ChannelSubscription subscription = channel.subscribe(message -> this.seen.add(message.name()));
		assertThat(fixture.failure(subscription.attached()).code()).isEqualTo(90009);
		assertThat(fixture.failure(subscription.attached()).statusCode()).isEqualTo(400);
		fixture.send(ChannelFixture.message(channel.name(), "still registered", null).build());
		assertThat(this.seen).containsExactly("still registered");
	}

	@Test
	void otherwiseItIsLoggedOncePerAttach() {
		List<String> log = new ArrayList<>();
		ChannelFixture fixture = ChannelFixture.create(options -> options.logLevel(LogLevel.ERROR)
			.logHandler((level, message, context) -> log.add(level + " " + message)));
		fixture.answer(Action.ATTACH, frame -> Frames.attached(frame.channel(), Flag.PUBLISH));
		RealtimeChannel channel = fixture.connected();
		fixture.await(channel.subscribe(message -> {
		}).attached());
		fixture.await(channel.subscribe(message -> {
		}).attached());
		assertThat(log).singleElement()
			.satisfies(line -> assertThat(line).startsWith("ERROR").contains("SUBSCRIBE").contains("strictMode"));
		fixture.await(channel.detach());
		fixture.await(channel.subscribe(message -> {
		}).attached());
		assertThat(log).hasSize(2);
	}

	@Test
	void subscribingToAFailedChannelFails() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Denied"));
		assertThat(this.fixture.failure(channel.subscribe(message -> {
		}).attached()).errorInfo().cause().code()).isEqualTo(40160);
	}

	@Test
	void hearsOfSeveralNamesAndOnce() {
		RealtimeChannel channel = this.fixture.attached();
		channel.subscribe(List.of("a", "b"), message -> this.seen.add("several " + message.name()));
		channel.subscribeOnce(message -> this.seen.add("once " + message.name()));
		channel.subscribeOnce("b", message -> this.seen.add("once b"));
		send("a", "b", "c", "b");
		assertThat(this.seen).containsExactly("several a", "once a", "several b", "once b", "several b");
	}

	@Test
	void aChannelThatIsMadeAgainGetsTheMessagesAndNotTheReleasedOne() {
		RealtimeChannel released = this.fixture.attached();
		released.subscribe(message -> this.seen.add("released " + message.name()));
		send("a");
		this.fixture.await(this.fixture.channels().release(released.name()));
		send("b");
		RealtimeChannel again = this.fixture.channels().get(released.name());
		assertThat(again).isNotSameAs(released);
		this.fixture.await(again.subscribe(message -> this.seen.add("again " + message.name())).attached());
		send("c");
		assertThat(this.seen).containsExactly("released a", "again c");
	}

	@Test
	void streamsMessagesByName() {
		RealtimeChannel channel = this.fixture.connected();
		channel.messages("b").subscribe(message -> this.seen.add(message.name()));
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		send("a", "b");
		assertThat(this.seen).containsExactly("b");
	}

	@Test
	void aStreamEndsWithTheErrorOfItsAttach() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Denied"));
		RealtimeChannel channel = this.fixture.connected();
		channel.messages().subscribe(message -> {
		}, failure -> this.seen.add(failure.getMessage()));
		this.fixture.settle();
		assertThat(this.seen).singleElement().satisfies(message -> assertThat(message).contains("Denied"));
	}

	@Test
	void aStreamEndsWhenItsChannelFailsAndMayBeTriedAgain() {
		RealtimeChannel channel = this.fixture.connected();
		channel.messages().retry(1).subscribe(message -> this.seen.add(message.name()));
		this.fixture.settle();
		send("before");
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Denied"));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		send("after");
		assertThat(this.seen).containsExactly("before", "after");
	}

	@Test
	void streamsItsChanges() {
		RealtimeChannel channel = this.fixture.connected();
		channel.stateChanges().subscribe(change -> this.seen.add(change.current().name()));
		channel.off();
		this.fixture.await(channel.attach());
		assertThat(this.seen).containsExactly("ATTACHING", "ATTACHED");
	}

	@Test
	void unsubscribingAllLeavesStreamsAlone() {
		RealtimeChannel channel = this.fixture.attached();
		channel.messages().subscribe(message -> this.seen.add(message.name()));
		channel.unsubscribe();
		this.fixture.settle();
		send("still");
		assertThat(this.seen).containsExactly("still");
	}

	@Test
	void detachesWithItsLastListenerWhenToldSo() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.detachWhenUnused(true));
		RealtimeChannel channel = fixture.connected();
		Subscription first = channel.subscribe(message -> {
		});
		Subscription second = channel.subscribe(message -> {
		});
		fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		first.unsubscribe();
		fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		second.unsubscribe();
		fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
	}

	@Test
	void staysAttachedWithoutListenersOtherwise() {
		RealtimeChannel channel = this.fixture.connected();
		Subscription subscription = channel.subscribe(message -> {
		});
		this.fixture.settle();
		subscription.unsubscribe();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void decodesNothingThatNobodyHears() {
		RealtimeChannel channel = this.fixture.attached();
		send("unheard");
		assertThat(channel.mailbox().pending()).isZero();
		channel.subscribe(message -> this.seen.add(message.name()));
		send("heard");
		assertThat(this.seen).containsExactly("heard");
	}

	@Test
	void encryptsAndDecrypts() {
		RealtimeChannel channel = this.fixture
			.channel(ChannelOptions.withCipherKey("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
		this.fixture.connect();
		this.fixture.server()
			.onMessage(Action.MESSAGE,
					(connection,
							frame) -> connection.sendToClient(ProtocolMessage.builder(Action.MESSAGE)
								.channel(frame.channel())
								.messages(frame.messages())
								.build()));
		channel.subscribe(message -> this.seen.add(String.valueOf(message.data())));
		channel.publish("secret", "plain text");
		this.fixture.settle();
		WireMessage sent = this.fixture.sent(Action.MESSAGE).get(0).messages().get(0);
		assertThat(sent.encoding()).contains("cipher+aes-256-cbc");
		assertThat(this.seen).containsExactly("plain text");
	}

	@Test
	void aCipherThatIsSetLaterIsUsedFromThenOn() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture
			.await(channel.setOptions(ChannelOptions.withCipherKey("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")));
		channel.publish("secret", "plain text");
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		assertThat(this.fixture.sent(Action.MESSAGE).get(0).messages().get(0).encoding())
			.contains("cipher+aes-256-cbc");
	}

	@Test
	void refusesAnotherClientId() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.clientId("me"));
		RealtimeChannel channel = fixture.attached();
		assertThat(fixture.failure(channel.publish(Message.of("name", "data", "somebody else"))).code())
			.isEqualTo(40012);
		fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "s:1"));
		fixture.await(channel.publish(Message.of("name", "data", "me")));
		assertThat(fixture.sent(Action.MESSAGE)).hasSize(1);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void refusesWhatIsTooLarge() {
		this.fixture.server()
			.onConnection(connection -> connection.respondWithSuccess(
					Frames.connected("id", Frames.details("key").maxMessageSize(100L).build()).build()));
		RealtimeChannel channel = this.fixture.connected();
		assertThat(this.fixture.failure(channel.publish("name", "x".repeat(97))).code()).isEqualTo(40009);
		channel.publish("name", "x".repeat(96));
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.MESSAGE)).hasSize(1);
	}

	@Test
	void aPublishMayBeLimitedInTime() {
		RealtimeChannel channel = this.fixture.attached();
		CompletableFuture<?> publish = channel.publish(Message.of("name", "data"),
				PublishOptions.NONE.withTimeout(ChannelFixture.millis(500)));
		this.fixture.advance(499);
		assertThat(publish).isNotDone();
		this.fixture.advance(1);
		assertThat(this.fixture.failure(publish).code()).isEqualTo(50003);
	}

	@Test
	void aPublishThatTimesOutBeforeItIsSentIsNotSent() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.publishTimeout(ChannelFixture.millis(500)));
		fixture.server().holdConnections();
		RealtimeChannel channel = fixture.channel();
		fixture.connect();
		CompletableFuture<?> publish = channel.publish("name", "data");
		fixture.advance(500);
		assertThat(fixture.failure(publish).code()).isEqualTo(50003);
		fixture.server().connection(0).respondWithConnected();
		fixture.settle();
		assertThat(fixture.sent(Action.MESSAGE)).isEmpty();
	}

	@Test
	void parametersGoWithAPublish() {
		RealtimeChannel channel = this.fixture.attached();
		channel.publish(List.of(Message.of("name", "data")), PublishOptions.NONE.withParams(Map.of("key", 1)));
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.MESSAGE).get(0).params()).containsEntry("key", "1");
	}

	@Test
	void whatCannotBeEncodedFailsAlone() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(this.fixture.failure(channel.publish("name", 42)).code()).isEqualTo(40013);
		channel.publish("name", "data");
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.MESSAGE)).hasSize(1);
	}

	@Test
	void goesOnWhereARecoveryKeyKnowsItWas() {
		ChannelFixture first = ChannelFixture.create();
		first.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial("serial-7").build());
		first.attached();
		String key = first.connection().createRecoveryKey();
		ChannelFixture second = ChannelFixture.create(options -> options.recover(key));
		second.connect();
		RealtimeChannel channel = second.channel();
		second.await(channel.attach());
		assertThat(second.sent(Action.ATTACH).get(0).channelSerial()).isEqualTo("serial-7");
	}

	@Test
	void frameOfUnknownKindHarmNobody() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server()
			.active()
			.sendRaw(new byte[] { (byte) 0x82, (byte) 0xa6, 'a', 'c', 't', 'i', 'o', 'n', 99, (byte) 0xa7, 'c', 'h',
					'a', 'n', 'n', 'e', 'l', (byte) 0xa4, 't', 'e', 's', 't' });
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void knowsWhatTheServerGrantedAfterEveryAttach() {
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel())
					.flags(Flag.SUBSCRIBE, Flag.HAS_BACKLOG)
					.params(Map.of("rewind", "1"))
					.build());
		RealtimeChannel channel = this.fixture.attached();
		assertThat(channel.modes()).containsExactly(ChannelMode.SUBSCRIBE);
		assertThat(channel.params()).containsExactly(Map.entry("rewind", "1"));
		assertThat(channel.hasBacklog()).isTrue();
		this.fixture.send(Frames.attached(channel.name(), Flag.PUBLISH));
		assertThat(channel.modes()).containsExactly(ChannelMode.PUBLISH);
		assertThat(channel.params()).isEmpty();
		assertThat(channel.hasBacklog()).isFalse();
	}

	private void send(String... names) {
		for (String name : names) {
			this.fixture.send(ChannelFixture.message(ChannelFixture.NAME, name, null).build());
		}
	}

}
