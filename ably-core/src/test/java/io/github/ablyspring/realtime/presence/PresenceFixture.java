package io.github.ablyspring.realtime.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a client whose server is the test's. The server attaches and detaches,
 * accepts what is entered, and gives each connection an id of its own: {@code conn-1},
 * {@code conn-2}.
 */
final class PresenceFixture implements AutoCloseable {

	static final String CHANNEL = "desks";

	private final RealtimeFixture realtime = new RealtimeFixture();

	private final List<ProtocolMessage> entered = new ArrayList<>();

	private int connections;

	PresenceFixture() {
		server().onConnection((connection) -> {
			this.connections++;
			connection.respondWithSuccess(
					Frames.connected(connectionId(), connectionId() + "-key-" + this.connections).build());
		});
		attachWith();
		server().onMessage(Action.DETACH, (frame) -> server().sendToClient(Frames.detached(frame.channel(), null)));
		server().onMessage(Action.PRESENCE, (frame) -> {
			this.entered.add(frame);
			server().sendToClient(Frames.ack(frame));
		});
	}

	MockWebSocket server() {
		return this.realtime.server();
	}

	RealtimeFixture realtime() {
		return this.realtime;
	}

	String connectionId() {
		return "conn-" + this.connections;
	}

	/** The PRESENCE frames that the client has sent and the test has not taken yet. */
	List<ProtocolMessage> entered() {
		return this.entered;
	}

	WirePresence entered(int index) {
		return this.entered.get(index).presence().get(0);
	}

	/** The server answers an ATTACH with these flags. */
	void attachWith(Flag... flags) {
		server().onMessage(Action.ATTACH, (frame) -> server().sendToClient(Frames.attached(frame.channel(), flags)));
	}

	/**
	 * The server answers an ATTACH by saying that there are members, and listing them.
	 */
	void attachWithMembers(String channelSerial, WirePresence... members) {
		server().onMessage(Action.ATTACH, (frame) -> {
			server().sendToClient(Frames.attached(frame.channel(), Flag.HAS_PRESENCE));
			server().sendToClient(sync(channelSerial, members));
		});
	}

	void doNotAttach() {
		server().ignore(Action.ATTACH);
	}

	/** The server tells the client, too, what it has entered. */
	void echo() {
		server().onMessage(Action.PRESENCE, (frame) -> {
			this.entered.add(frame);
			server().sendToClient(Frames.ack(frame));
			for (int i = 0; i < frame.presence().size(); i++) {
				WirePresence sent = frame.presence().get(i);
				String clientId = (sent.clientId() != null) ? sent.clientId() : "my-client";
				server().sendToClient(presence(sent.toBuilder()
					.clientId(clientId)
					.connectionId(connectionId())
					.id(connectionId() + ":" + frame.msgSerial() + ":" + i)
					.timestamp(this.realtime.loop().now().toEpochMilli())
					.build()));
			}
		});
	}

	/** A client of no particular identity that is connected. */
	RealtimeChannel connectAnonymously() {
		return connect((options) -> options);
	}

	RealtimeChannel connectAs(String clientId) {
		return connect((options) -> options.clientId(clientId));
	}

	RealtimeChannel connect(UnaryOperator<ClientOptionsBuilder> options) {
		AblyRealtime client = this.realtime.client(options);
		this.realtime.connect();
		return client.channels().get(CHANNEL);
	}

	RealtimeChannel attach(RealtimeChannel channel) {
		this.realtime.await(channel.attach());
		return channel;
	}

	<T> T await(CompletableFuture<T> future) {
		return this.realtime.await(future);
	}

	ErrorInfo awaitFailure(CompletableFuture<?> future) {
		return this.realtime.awaitFailure(future);
	}

	/** The server sends a frame, and all that follows from it happens. */
	void send(ProtocolMessage frame) {
		server().sendToClient(frame);
		this.realtime.run();
	}

	/** The connection is lost and comes back as another. */
	void reconnect(RealtimeChannel channel) {
		server().simulateDisconnect();
		this.realtime.awaitState(ConnectionState.DISCONNECTED);
		this.realtime.awaitState(ConnectionState.CONNECTED, Duration.ofMinutes(1));
		this.realtime.awaitState(channel, ChannelState.ATTACHED);
		this.realtime.run();
	}

	/** The connection is lost for so long that the channel is suspended. */
	void suspend(RealtimeChannel channel) {
		server().onConnection((connection) -> connection.respondWithRefused());
		server().simulateDisconnect();
		this.realtime.awaitUntil(() -> channel.state() == ChannelState.SUSPENDED, Duration.ofMinutes(5));
	}

	static ProtocolMessage presence(WirePresence... members) {
		return ProtocolMessage.builder(Action.PRESENCE).channel(CHANNEL).presence(List.of(members)).build();
	}

	static ProtocolMessage sync(@Nullable String channelSerial, WirePresence... members) {
		return ProtocolMessage.builder(Action.SYNC)
			.channel(CHANNEL)
			.channelSerial(channelSerial)
			.presence(List.of(members))
			.build();
	}

	/** A presence message on the wire, as the one of {@link Members} would be. */
	static WirePresence wire(PresenceMessage message) {
		Instant timestamp = message.timestamp();
		return WirePresence.builder()
			.action(message.action().code())
			.clientId(message.clientId())
			.connectionId(message.connectionId())
			.id(message.id())
			.timestamp((timestamp != null) ? timestamp.toEpochMilli() : -1)
			.data(message.data())
			.build();
	}

	static List<String> clientIds(List<PresenceMessage> members) {
		return members.stream().map((member) -> String.valueOf(member.clientId())).toList();
	}

	@Override
	public void close() {
		this.realtime.close();
	}

}
