package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.transport.LogLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A conversation in which every action there is comes from the server: each has its
 * effect, and nothing is left that the client would have to report.
 */
class FullConversationTests {

	private static final String CHANNEL = "conversation";

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final List<String> log = new ArrayList<>();

	private final List<Integer> unknown = new ArrayList<>();

	private final Map<Action, Integer> received = new EnumMap<>(Action.class);

	@Test
	void isUnderstoodToTheLastWord() {
		this.fixture.client((options) -> options.authCallback((params) -> this.fixture.token("token"))
			.connectionObservers(List.of(new ConnectionObserver() {
				@Override
				public void unknownAction(int code) {
					FullConversationTests.this.unknown.add(code);
				}
			}))
			.logLevel(LogLevel.VERBOSE)
			.logHandler((level, message, context) -> this.log.add(level + " " + message)));
		this.fixture.connect();
		this.received.put(Action.CONNECTED, 1);
		RealtimeChannel channel = this.fixture.client().channels().get(CHANNEL);
		List<Object> heard = new ArrayList<>();
		channel.subscribe((message) -> heard.add(message.data()));
		channel.annotations().subscribe((annotation) -> heard.add(annotation.type()));
		channel.presence().subscribe((member) -> heard.add(member.clientId()));

		say(Frames.attached(CHANNEL, Flag.HAS_PRESENCE, Flag.PUBLISH, Flag.SUBSCRIBE, Flag.PRESENCE,
				Flag.PRESENCE_SUBSCRIBE, Flag.ANNOTATION_SUBSCRIBE));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		say(of(Action.SYNC).channelSerial("sync:").presence(List.of(member("early", 1))));
		say(of(Action.PRESENCE).presence(List.of(member("late", 2))));
		say(of(Action.MESSAGE).messages(List.of(WireMessage.builder().id("a:0").data("message").build())));
		say(of(Action.ANNOTATION)
			.annotations(List.of(WireAnnotation.builder().action(0).type("reaction").messageSerial("a:0").build())));
		say(of(Action.OBJECT_SYNC).channelSerial("objects:"));
		say(of(Action.OBJECT));
		assertThat(heard).containsExactly("early", "late", "message", "reaction");
		assertThat(this.fixture.await(channel.presence().get())).extracting(PresenceMessage::clientId)
			.containsExactlyInAnyOrder("early", "late");

		CompletableFuture<?> accepted = channel.publish("event", "accepted");
		CompletableFuture<?> refused = channel.publish("event", "refused");
		this.fixture.run();
		say(Frames.ack(this.server.sent(Action.MESSAGE).get(0)));
		say(Frames.nack(this.server.sent(Action.MESSAGE).get(1), 40160, 401, "Denied"));
		this.fixture.await(accepted);
		assertThat(this.fixture.awaitFailure(refused).code()).isEqualTo(40160);

		CompletableFuture<?> ping = this.fixture.connection().ping();
		this.fixture.run();
		say(Frames.heartbeat(this.server.sent(Action.HEARTBEAT).get(0).id()));
		this.fixture.await(ping);
		say(Frames.of(Action.ACTIVATE).build());
		say(Frames.of(Action.AUTH).build());
		assertThat(this.server.sent(Action.AUTH)).hasSize(1);
		say(Frames.connected("connection-1", "key-2").build());
		for (Action ours : List.of(Action.CONNECT, Action.DISCONNECT, Action.CLOSE, Action.ATTACH, Action.DETACH)) {
			say(of(ours));
		}
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);

		say(Frames.detached(CHANNEL, null));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		say(Frames.channelError(CHANNEL, 40160, 401, "Denied"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		say(Frames.disconnected(80003, 503, "Go elsewhere"));
		this.fixture.awaitState(ConnectionState.CONNECTED);
		CompletableFuture<Void> closed = this.fixture.connection().close();
		this.fixture.run();
		say(Frames.of(Action.CLOSED).build());
		this.fixture.await(closed);

		assertThat(this.received).containsOnlyKeys(Action.values());
		assertThat(this.unknown).isEmpty();
		assertThat(this.log).isNotEmpty().allSatisfy((line) -> assertThat(line).doesNotStartWith("ERROR"));
		assertThat(this.log).noneSatisfy((line) -> assertThat(line).containsIgnoringCase("unhandled"));
	}

	private void say(ProtocolMessage.Builder frame) {
		say(frame.build());
	}

	private void say(ProtocolMessage frame) {
		this.received.merge(frame.action(), 1, Integer::sum);
		this.server.sendToClient(frame);
		this.fixture.run();
	}

	private static ProtocolMessage.Builder of(Action action) {
		return Frames.of(action).channel(CHANNEL);
	}

	private static WirePresence member(String clientId, int number) {
		return WirePresence.builder()
			.action(2)
			.clientId(clientId)
			.connectionId("other")
			.id("other:" + number + ":0")
			.timestamp(1000L + number)
			.build();
	}

}
