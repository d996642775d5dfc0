package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockEvent;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.testing.VirtualLoop;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A realtime client whose server is the test: it attaches and detaches whatever is asked
 * for, unless told otherwise.
 */
final class ChannelFixture {

	static final String NAME = "test";

	private final VirtualLoop loop = new VirtualLoop();

	private final MockHttp http = new MockHttp(this.loop);

	private final MockWebSocket server = new MockWebSocket();

	private final AblyRealtime client;

	private ChannelFixture(Consumer<ClientOptionsBuilder> customizer, @Nullable Executor executor) {
		ClientOptionsBuilder options = RestFixture.options()
			.autoConnect(false)
			.fallbackHosts(List.of())
			.reconnectDelay(RealtimeFixture.sameSpread());
		customizer.accept(options);
		ClientResources resources = ClientResources.builder()
			.ioThreads(1)
			.httpTransport(this.http)
			.realtimeTransport(this.server)
			.serialLoops(() -> this.loop)
			.executor((executor != null) ? executor : this.loop.users())
			.build();
		this.client = AblyRealtime.create(options.build(), resources);
		// Nothing of what they would have to close is in use.
		resources.close();
		answerAttach();
		answer(Action.DETACH, frame -> Frames.detached(frame.channel(), null));
	}

	static ChannelFixture create() {
		return create(options -> {
		});
	}

	static ChannelFixture create(Consumer<ClientOptionsBuilder> options) {
		return new ChannelFixture(options, null);
	}

	static ChannelFixture create(Consumer<ClientOptionsBuilder> options, Executor executor) {
		return new ChannelFixture(options, executor);
	}

	static Duration millis(long millis) {
		return Duration.ofMillis(millis);
	}

	VirtualLoop loop() {
		return this.loop;
	}

	MockHttp http() {
		return this.http;
	}

	MockWebSocket server() {
		return this.server;
	}

	AblyRealtime client() {
		return this.client;
	}

	Connection connection() {
		return this.client.connection();
	}

	RealtimeChannels channels() {
		return this.client.channels();
	}

	RealtimeChannel channel() {
		return channels().get(NAME);
	}

	RealtimeChannel channel(ChannelOptions options) {
		return channels().get(NAME, options);
	}

	void connect() {
		this.client.connect();
		settle();
	}

	RealtimeChannel connected() {
		connect();
		assertThat(connection().state()).isEqualTo(ConnectionState.CONNECTED);
		return channel();
	}

	RealtimeChannel attached() {
		RealtimeChannel channel = connected();
		await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		return channel;
	}

	/** A channel whose server does not answer that it is attached. */
	RealtimeChannel attaching() {
		this.server.ignore(Action.ATTACH);
		RealtimeChannel channel = connected();
		channel.attach();
		settle();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		return channel;
	}

	/** A channel whose server has not answered in time that it is attached. */
	RealtimeChannel suspended() {
		this.server.ignore(Action.ATTACH);
		RealtimeChannel channel = connected();
		CompletableFuture<?> attach = channel.attach();
		advance(this.client.options().realtimeRequestTimeout().toMillis() + 1);
		failure(attach);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		return channel;
	}

	/** The connection is gone, and does not come back for the time being. */
	void loseConnection() {
		this.server.onConnection(MockConnection::respondWithRefused);
		this.server.simulateDisconnect();
		settle();
	}

	/** The connection is gone until it is suspended. */
	void suspendConnection() {
		loseConnection();
		advanceUntil(ConnectionState.SUSPENDED, 5000, 60);
	}

	/** The connection is gone, and comes back. */
	void reconnect() {
		int before = this.server.connections().size();
		this.server.simulateDisconnect();
		settle();
		advanceUntil(ConnectionState.CONNECTED, 500, 20);
		assertThat(this.server.connections()).hasSizeGreaterThan(before);
	}

	void letConnect() {
		this.server.onConnection(MockConnection::respondWithConnected);
	}

	void advanceUntil(ConnectionState state, long step, int steps) {
		for (int i = 0; i < steps && connection().state() != state; i++) {
			advance(step);
		}
		assertThat(connection().state()).isEqualTo(state);
	}

	void answerAttach() {
		answer(Action.ATTACH, frame -> Frames.attached(frame.channel()));
	}

	void answer(Action action, Function<ProtocolMessage, ProtocolMessage> answer) {
		this.server.onMessage(action, (connection, frame) -> connection.sendToClient(answer.apply(frame)));
	}

	/** Answers the next frame of that action so, later ones as usual. */
	void answerOnce(Action action, Function<ProtocolMessage, ProtocolMessage> answer) {
		AtomicBoolean done = new AtomicBoolean();
		answer(action, frame -> {
			if (done.compareAndSet(false, true)) {
				return answer.apply(frame);
			}
			return (action == Action.ATTACH) ? Frames.attached(frame.channel())
					: Frames.detached(frame.channel(), null);
		});
	}

	List<ProtocolMessage> sent(Action action) {
		return this.server.sent(action);
	}

	List<ProtocolMessage> sentOn(int connection, Action action) {
		return this.server.events(MockEvent.Type.MESSAGE_FROM_CLIENT)
			.stream()
			.filter(event -> event.connection().number() == connection)
			.map(MockEvent::frame)
			.filter(frame -> frame.action() == action)
			.toList();
	}

	List<ChannelStateChange> changes(RealtimeChannel channel) {
		List<ChannelStateChange> changes = new ArrayList<>();
		channel.on(changes::add);
		return changes;
	}

	void send(ProtocolMessage frame) {
		this.server.sendToClient(frame);
		settle();
	}

	void settle() {
		this.loop.runUntilIdle();
	}

	void advance(long millis) {
		this.loop.advance(millis);
	}

	<T> T await(CompletableFuture<T> future) {
		return this.loop.await(future, Duration.ofSeconds(1));
	}

	AblyException failure(CompletableFuture<?> future) {
		try {
			Object result = await(future);
			throw new AssertionError("Expected a failure, but got " + result);
		}
		catch (AblyException ex) {
			return ex;
		}
	}

	static ProtocolMessage.Builder attached(@Nullable String channel) {
		return ProtocolMessage.builder(Action.ATTACHED).channel(channel);
	}

	static ProtocolMessage.Builder message(String channel, String name, @Nullable Object data) {
		return ProtocolMessage.builder(Action.MESSAGE)
			.channel(channel)
			.messages(List.of(WireMessage.builder().name(name).data(data).build()));
	}

	static ChannelFixture withoutVcdiff() {
		return create(options -> options.vcdiffDecoder(VcdiffDecoder.NONE));
	}

}
