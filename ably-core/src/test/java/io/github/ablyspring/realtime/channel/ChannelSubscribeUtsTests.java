package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageFilter;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelSubscribeUtsTests {

	private static final ChannelOptions QUIET = ChannelOptions.builder().attachOnSubscribe(false).build();

	private final ChannelFixture fixture = ChannelFixture.create();

	private final List<Message> received = new ArrayList<>();

	private final Consumer<Message> listener = this.received::add;

	@Test
	@Uts("realtime/unit/RTL7a/subscribe-all-messages-0")
	void hearsOfAllMessages() {
		RealtimeChannel channel = quietlyAttached();
		channel.subscribe(this.listener);
		send(message("event1", "data1"));
		send(message("event2", "data2"));
		send(message(null, "data3"));
		assertThat(this.received).extracting(Message::name).containsExactly("event1", "event2", null);
		assertThat(data()).containsExactly("data1", "data2", "data3");
	}

	@Test
	@Uts("realtime/unit/RTL7a/multiple-messages-per-protocol-1")
	void hearsOfAllMessagesOfAFrame() {
		RealtimeChannel channel = quietlyAttached();
		channel.subscribe(this.listener);
		send(message("batch1", "first"), message("batch2", "second"), message("batch3", "third"));
		assertThat(this.received).extracting(Message::name).containsExactly("batch1", "batch2", "batch3");
	}

	@Test
	@Uts("realtime/unit/RTL7b/name-filtered-subscribe-0")
	void hearsOfOneName() {
		RealtimeChannel channel = quietlyAttached();
		channel.subscribe("target", this.listener);
		send(message("other", "should-not-receive"));
		send(message("target", "should-receive"));
		send(message(null, "no-name-should-not-receive"));
		assertThat(this.received).extracting(Message::name).containsExactly("target");
		assertThat(data()).containsExactly("should-receive");
	}

	@Test
	@Uts("realtime/unit/RTL7b/multiple-name-subscriptions-1")
	void eachHearsOfItsName() {
		RealtimeChannel channel = quietlyAttached();
		List<Object> alpha = new ArrayList<>();
		List<Object> beta = new ArrayList<>();
		channel.subscribe("alpha", message -> alpha.add(message.data()));
		channel.subscribe("beta", message -> beta.add(message.data()));
		send(message("alpha", "a1"), message("beta", "b1"), message("alpha", "a2"), message("gamma", "g1"));
		assertThat(alpha).containsExactly("a1", "a2");
		assertThat(beta).containsExactly("b1");
	}

	@Test
	@Uts("realtime/unit/RTL7g/implicit-attach-initialized-0")
	void attachesByItself() {
		RealtimeChannel channel = this.fixture.connected();
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		ChannelSubscription subscription = channel.subscribe(this.listener);
		ChannelStateChange change = this.fixture.await(subscription.attached());
		assertThat(change.current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		send(message("test", "hello"));
		assertThat(this.received).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL7g/implicit-attach-detached-1")
	void attachesADetachedChannel() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		channel.subscribe(this.listener);
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
	}

	@Test
	@Uts("realtime/unit/RTL7g/listener-registered-attach-fails-2")
	void staysSubscribedWhenTheAttachFails() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Not permitted"));
		RealtimeChannel channel = this.fixture.connected();
		ChannelSubscription subscription = channel.subscribe(this.listener);
		assertThat(this.fixture.failure(subscription.attached()).code()).isEqualTo(40160);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		this.fixture.answerAttach();
		this.fixture.await(channel.attach());
		send(message("test", "after-reattach"));
		assertThat(data()).containsExactly("after-reattach");
	}

	@Test
	@Uts("realtime/unit/RTL7h/no-attach-on-subscribe-0")
	void doesNotAttachWhenToldSo() {
		RealtimeChannel channel = this.fixture.channel(QUIET);
		this.fixture.connect();
		ChannelSubscription subscription = channel.subscribe(this.listener);
		assertThat(this.fixture.await(subscription.attached())).isNull();
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(this.fixture.sent(Action.ATTACH)).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL7g/no-attach-when-attached-3")
	void doesNotAttachAgain() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		ChannelSubscription subscription = channel.subscribe(this.listener);
		assertThat(this.fixture.await(subscription.attached())).isNull();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL7g/no-attach-when-attaching-4")
	void doesNotAttachWhileAttaching() {
		RealtimeChannel channel = this.fixture.attaching();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		channel.subscribe(this.listener);
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL17/no-delivery-when-not-attached-0")
	void hearsNothingUnlessAttached() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.channel(QUIET);
		this.fixture.connect();
		channel.subscribe(this.listener);
		channel.attach();
		this.fixture.settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		send(message("premature", "should-not-deliver"));
		assertThat(this.received).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL7f/no-echo-messages-0")
	void doesNotHearItselfWhenToldSo() {
		ChannelFixture fixture = ChannelFixture.create(options -> options.echoMessages(false));
		RealtimeChannel channel = fixture.attached();
		assertThat(fixture.server().connection(0).query("echo")).isEqualTo("false");
		channel.subscribe(this.listener);
		fixture.send(frame(message("echo", "from-self")).connectionId(fixture.connection().id()).build());
		fixture.send(frame(message("remote", "from-other")).connectionId("conn-other-789").build());
		assertThat(this.received).extracting(Message::name).containsExactly("remote");
		assertThat(data()).containsExactly("from-other");
	}

	@Test
	@Uts("realtime/unit/RTL8a/unsubscribe-specific-listener-0")
	void unsubscribesOneListener() {
		RealtimeChannel channel = quietlyAttached();
		List<String> others = new ArrayList<>();
		channel.subscribe(this.listener);
		channel.subscribe(message -> others.add(message.name()));
		send(message("msg1", "first"));
		assertThat(this.received).hasSize(1);
		assertThat(others).hasSize(1);
		channel.unsubscribe(this.listener);
		send(message("msg2", "second"));
		assertThat(this.received).hasSize(1);
		assertThat(others).containsExactly("msg1", "msg2");
	}

	@Test
	@Uts("realtime/unit/RTL8b/unsubscribe-named-listener-0")
	void unsubscribesFromOneName() {
		RealtimeChannel channel = quietlyAttached();
		channel.subscribe("alpha", this.listener);
		channel.subscribe("beta", this.listener);
		send(message("alpha", "a1"), message("beta", "b1"));
		assertThat(this.received).hasSize(2);
		channel.unsubscribe("alpha", this.listener);
		send(message("alpha", "a2"), message("beta", "b2"));
		assertThat(this.received).hasSize(3);
		assertThat(this.received.get(2).name()).isEqualTo("beta");
		assertThat(this.received.get(2).data()).isEqualTo("b2");
	}

	@Test
	@Uts("realtime/unit/RTL8c/unsubscribe-all-listeners-0")
	void unsubscribesAll() {
		RealtimeChannel channel = quietlyAttached();
		List<Message> named = new ArrayList<>();
		channel.subscribe(this.listener);
		channel.subscribe("specific", named::add);
		send(message("specific", "first"));
		assertThat(this.received).hasSize(1);
		assertThat(named).hasSize(1);
		channel.unsubscribe();
		send(message("specific", "second"), message("other", "third"));
		assertThat(this.received).hasSize(1);
		assertThat(named).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL8a/unsubscribe-noop-not-subscribed-1")
	void unsubscribingAStrangerDoesNothing() {
		RealtimeChannel channel = quietlyAttached();
		channel.subscribe(this.listener);
		channel.unsubscribe(message -> {
		});
		send(message("test", "still-works"));
		assertThat(data()).containsExactly("still-works");
	}

	@Test
	@Uts("realtime/unit/RTL22a/filter-matching-name-0")
	void filtersByName() {
		quietlyAttached().subscribe(MessageFilter.builder().name("target-event").build(), this.listener);
		send(message("target-event", "match-1"));
		send(message("other-event", "no-match"));
		send(message("target-event", "match-2"));
		send(message(null, "no-name"));
		assertThat(data()).containsExactly("match-1", "match-2");
		assertThat(this.received).extracting(Message::name).containsOnly("target-event");
	}

	@Test
	@Uts("realtime/unit/RTL22a/filter-matching-ref-timeserial-1")
	void filtersByTheMessageReferredTo() {
		quietlyAttached().subscribe(MessageFilter.builder().refTimeserial("abc123@1700000000000-0").build(),
				this.listener);
		send(reference("reply", "match", "abc123@1700000000000-0", "com.ably.reply"));
		send(reference("reply", "no-match", "xyz789@1700000000000-0", "com.ably.reply"));
		send(message("plain", "no-ref"));
		send(reference("reaction", "match-2", "abc123@1700000000000-0", "com.ably.reaction"));
		assertThat(data()).containsExactly("match", "match-2");
	}

	@Test
	@Uts("realtime/unit/RTL22b/filter-isref-false-0")
	void filtersWhatRefersToNothing() {
		quietlyAttached().subscribe(MessageFilter.builder().isRef(false).build(), this.listener);
		send(message("plain", "no-extras"));
		send(reference("reply", "has-ref", "abc123@1700000000000-0", "com.ably.reply"));
		send(message("annotated", "extras-no-ref").extras(Map.of("headers", Map.of("custom-key", "custom-value"))));
		send(reference("reaction", "also-has-ref", "xyz789@1700000000000-0", "com.ably.reaction"));
		assertThat(this.received).extracting(Message::name).containsExactly("plain", "annotated");
		assertThat(data()).containsExactly("no-extras", "extras-no-ref");
	}

	@Test
	@Uts("realtime/unit/RTL22c/filter-multiple-criteria-0")
	void filtersByAllThatIsSet() {
		quietlyAttached().subscribe(MessageFilter.builder().name("comment").refType("com.ably.reply").build(),
				this.listener);
		send(reference("comment", "both-match", "abc@1700000000000-0", "com.ably.reply"));
		send(reference("comment", "name-only", "def@1700000000000-0", "com.ably.reaction"));
		send(reference("update", "type-only", "ghi@1700000000000-0", "com.ably.reply"));
		send(message("update", "neither"));
		send(reference("comment", "both-match-2", "jkl@1700000000000-0", "com.ably.reply"));
		assertThat(data()).containsExactly("both-match", "both-match-2");
	}

	@Test
	@Uts("realtime/unit/RTL22a/filter-matching-clientid-2")
	void filtersByClient() {
		quietlyAttached().subscribe(MessageFilter.builder().clientId("user-42").build(), this.listener);
		send(message("chat", "hello").clientId("user-42"));
		send(message("chat", "hi").clientId("user-99"));
		send(message("system", "broadcast"));
		send(message("chat", "world").clientId("user-42"));
		assertThat(data()).containsExactly("hello", "world");
		assertThat(this.received).extracting(Message::clientId).containsOnly("user-42");
	}

	private RealtimeChannel quietlyAttached() {
		RealtimeChannel channel = this.fixture.channel(QUIET);
		this.fixture.connect();
		this.fixture.await(channel.attach());
		return channel;
	}

	private List<Object> data() {
		return this.received.stream().map(Message::data).toList();
	}

	private void send(WireMessage.Builder... messages) {
		this.fixture.send(frame(messages).build());
	}

	private ProtocolMessage.Builder frame(WireMessage.Builder... messages) {
		List<WireMessage> list = new ArrayList<>();
		for (WireMessage.Builder message : messages) {
			list.add(message.build());
		}
		return ProtocolMessage.builder(Action.MESSAGE).channel(ChannelFixture.NAME).messages(list);
	}

	private static WireMessage.Builder message(String name, String data) {
		return WireMessage.builder().name(name).data(data);
	}

	private static WireMessage.Builder reference(String name, String data, String timeserial, String type) {
		return message(name, data).extras(Map.of("ref", Map.of("timeserial", timeserial, "type", type)));
	}

}
