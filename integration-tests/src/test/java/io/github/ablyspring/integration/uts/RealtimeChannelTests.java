package io.github.ablyspring.integration.uts;

import java.util.List;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Attaching, detaching and subscribing.
 */
@Timeout(300)
class RealtimeChannelTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String channelName = unique("channel");

	@Test
	@Uts("realtime/integration/RTL4c/attach-succeeds-0")
	void attaches() {
		RealtimeChannel channel = channel(this.sandbox.connected());
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.errorReason()).isNull();
	}

	@Test
	@Uts("realtime/integration/RTL5d/detach-succeeds-0")
	void detaches() {
		RealtimeChannel channel = channel(this.sandbox.connected());
		await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
	}

	@Test
	@Uts("realtime/integration/RTL14/insufficient-capability-failed-0")
	void whoMayOnlySubscribeMayNotPublish() {
		AblyRealtime client = this.sandbox.connected((options) -> options.key(this.sandbox.key(3)));
		RealtimeChannel channel = channel(client);
		await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		ErrorInfo error = failureOf(channel.publish("test", "data"));
		assertThat(error.code()).isEqualTo(40160);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/integration/RTL7a/subscribe-all-messages-0")
	void subscriberGetsEverything() {
		RealtimeChannel publisher = channel(this.sandbox.connected());
		RealtimeChannel subscriber = channel(this.sandbox.connected());
		Inbox<Message> received = new Inbox<>();
		await(subscriber.subscribe(received).attached());
		await(publisher.attach());
		await(publisher.publish("event-a", "data-a"));
		await(publisher.publish("event-b", "data-b"));
		await(publisher.publish("event-c", "data-c"));
		assertThat(received.next(3)).extracting(Message::name, Message::data)
			.containsExactly(tuple("event-a", "data-a"), tuple("event-b", "data-b"), tuple("event-c", "data-c"));
		assertThat(received.all()).hasSize(3);
	}

	@Test
	@Uts("realtime/integration/RTL7b/subscribe-filtered-by-name-0")
	void nameFilters() {
		RealtimeChannel publisher = channel(this.sandbox.connected());
		RealtimeChannel subscriber = channel(this.sandbox.connected());
		Inbox<Message> wanted = new Inbox<>();
		Inbox<Message> all = new Inbox<>();
		await(subscriber.subscribe("target", wanted).attached());
		subscriber.subscribe(all);
		await(publisher.attach());
		await(publisher.publish("other", "ignored"));
		await(publisher.publish("target", "wanted-1"));
		await(publisher.publish("other", "ignored"));
		await(publisher.publish("target", "wanted-2"));
		assertThat(all.next(4)).hasSize(4);
		assertThat(wanted.next(2)).extracting(Message::name, Message::data)
			.containsExactly(tuple("target", "wanted-1"), tuple("target", "wanted-2"));
		assertThat(all.all()).hasSize(4);
		assertThat(wanted.all()).hasSize(2);
	}

	@Test
	@Uts("realtime/integration/RTL7/bidirectional-message-flow-0")
	void bothHearEachOther() {
		RealtimeChannel a = channel(
				this.sandbox.connected((options) -> options.key(this.sandbox.key()).clientId("client-a")));
		RealtimeChannel b = channel(
				this.sandbox.connected((options) -> options.key(this.sandbox.key()).clientId("client-b")));
		Inbox<Message> receivedByA = new Inbox<>();
		Inbox<Message> receivedByB = new Inbox<>();
		await(a.subscribe(receivedByA).attached());
		await(b.subscribe(receivedByB).attached());
		await(a.publish("from-a", "hello from a"));
		await(b.publish("from-b", "hello from b"));
		for (Inbox<Message> received : List.of(receivedByA, receivedByB)) {
			assertThat(received.next(2)).extracting(Message::name).containsExactlyInAnyOrder("from-a", "from-b");
		}
	}

	private RealtimeChannel channel(AblyRealtime client) {
		return client.channels().get(this.channelName);
	}

}
