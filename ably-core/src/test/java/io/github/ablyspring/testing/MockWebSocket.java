package io.github.ablyspring.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.TransportConnection;
import io.github.ablyspring.transport.TransportListener;
import io.github.ablyspring.transport.TransportRequest;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RealtimeTransport} without a network, whose other end is the test. What goes
 * through it is encoded and decoded as on the wire.
 * <p>
 * A test says beforehand how the server behaves, with handlers, or takes attempts and
 * frames as they come and acts itself; both may be mixed:
 *
 * <pre>{@code
 * server.onConnection((connection) -> connection.respondWithSuccess(Frames.connected("id", "key")));
 * server.onMessage(Action.ATTACH, (frame) -> server.sendToClient(Frames.attached(frame.channel())));
 *
 * server.holdConnections();
 * MockConnection attempt = fixture.awaitAttempt();
 * attempt.respondWithRefused();
 * }</pre>
 *
 * Unless told otherwise the server accepts every connection with CONNECTED, and answers
 * CLOSE with CLOSED.
 */
public final class MockWebSocket implements RealtimeTransport {

	private final List<MockEvent> events = new ArrayList<>();

	private final List<MockConnection> connections = new ArrayList<>();

	private final Map<Action, BiConsumer<MockConnection, ProtocolMessage>> byAction = new EnumMap<>(Action.class);

	private final List<BiConsumer<MockConnection, ProtocolMessage>> messageHandlers = new ArrayList<>();

	private final List<Consumer<String>> textHandlers = new ArrayList<>();

	private final List<Consumer<byte[]>> binaryHandlers = new ArrayList<>();

	private @Nullable Consumer<MockConnection> connectionHandler;

	private boolean observesPings = true;

	private int taken;

	/**
	 * Creates a server that accepts connections.
	 */
	public MockWebSocket() {
		onConnection(MockConnection::respondWithConnected);
		onMessage(Action.CLOSE,
				(connection, frame) -> connection.sendToClientAndClose(Frames.of(Action.CLOSED).build()));
	}

	/**
	 * Sets what happens when the client attempts to connect. Takes the place of what was
	 * set before.
	 * @param handler answers the attempt, now or later
	 * @return this
	 */
	public MockWebSocket onConnection(Consumer<MockConnection> handler) {
		this.connectionHandler = handler;
		return this;
	}

	/**
	 * Each attempt is answered by the handler whose turn it is, those after the last one
	 * by the last.
	 * @param handlers the handlers
	 * @return this
	 */
	@SafeVarargs
	public final MockWebSocket onConnections(Consumer<MockConnection>... handlers) {
		int first = this.connections.size();
		return onConnection((connection) -> handlers[Math.min(connection.number() - 1 - first, handlers.length - 1)]
			.accept(connection));
	}

	/**
	 * Nobody answers attempts but the test.
	 * @return this
	 */
	public MockWebSocket holdConnections() {
		return onConnection((connection) -> {
		});
	}

	/**
	 * Adds a handler for every frame that the client sends.
	 * @param handler is given the frame
	 * @return this
	 */
	public MockWebSocket onMessage(Consumer<ProtocolMessage> handler) {
		return onMessage((connection, frame) -> handler.accept(frame));
	}

	/**
	 * Adds a handler for every frame that the client sends.
	 * @param handler is given the connection and the frame
	 * @return this
	 */
	public MockWebSocket onMessage(BiConsumer<MockConnection, ProtocolMessage> handler) {
		this.messageHandlers.add(handler);
		return this;
	}

	/**
	 * Sets what happens with frames of one action. Takes the place of what was set before
	 * for that action.
	 * @param action the action
	 * @param handler is given the frame
	 * @return this
	 */
	public MockWebSocket onMessage(Action action, Consumer<ProtocolMessage> handler) {
		return onMessage(action, (connection, frame) -> handler.accept(frame));
	}

	/**
	 * Sets what happens with frames of one action. Takes the place of what was set before
	 * for that action.
	 * @param action the action
	 * @param handler is given the connection and the frame
	 * @return this
	 */
	public MockWebSocket onMessage(Action action, BiConsumer<MockConnection, ProtocolMessage> handler) {
		this.byAction.put(action, handler);
		return this;
	}

	/**
	 * Frames of an action get no answer.
	 * @param action the action
	 * @return this
	 */
	public MockWebSocket ignore(Action action) {
		return onMessage(action, (frame) -> {
		});
	}

	/**
	 * Adds a handler for the text of frames in JSON, before they are decoded.
	 * @param handler is given the text
	 * @return this
	 */
	public MockWebSocket onTextFrame(Consumer<String> handler) {
		this.textHandlers.add(handler);
		return this;
	}

	/**
	 * Adds a handler for the bytes of frames in msgpack, before they are decoded.
	 * @param handler is given the bytes
	 * @return this
	 */
	public MockWebSocket onBinaryFrame(Consumer<byte[]> handler) {
		this.binaryHandlers.add(handler);
		return this;
	}

	/**
	 * Says whether pings are noticed by the client, or whether it needs heartbeat frames.
	 * @param observes whether they are
	 * @return this
	 */
	public MockWebSocket observesPings(boolean observes) {
		this.observesPings = observes;
		return this;
	}

	/**
	 * Everything that happened, in order.
	 * @return the events
	 */
	public List<MockEvent> events() {
		return List.copyOf(this.events);
	}

	/**
	 * Everything of one type that happened, in order.
	 * @param type the type
	 * @return the events
	 */
	public List<MockEvent> events(MockEvent.Type type) {
		return this.events.stream().filter((event) -> event.type() == type).toList();
	}

	/**
	 * All attempts to connect, whatever became of them.
	 * @return the connections, the first one first
	 */
	public List<MockConnection> connections() {
		return List.copyOf(this.connections);
	}

	/**
	 * One of the attempts to connect.
	 * @param index its number, from 0
	 * @return the connection
	 */
	public MockConnection connection(int index) {
		return this.connections.get(index);
	}

	/**
	 * The connection that is open, or else the last one.
	 * @return the connection
	 */
	public MockConnection active() {
		for (int index = this.connections.size() - 1; index >= 0; index--) {
			if (this.connections.get(index).isOpen()) {
				return this.connections.get(index);
			}
		}
		return this.connections.get(this.connections.size() - 1);
	}

	/**
	 * The frames that the client has sent.
	 * @return the frames, in order
	 */
	public List<ProtocolMessage> sent() {
		return events(MockEvent.Type.MESSAGE_FROM_CLIENT).stream().map(MockEvent::frame).toList();
	}

	/**
	 * The frames of one action that the client has sent.
	 * @param action the action
	 * @return the frames, in order
	 */
	public List<ProtocolMessage> sent(Action action) {
		return sent().stream().filter((frame) -> frame.action() == action).toList();
	}

	/**
	 * The frames of one action that the client has sent for a channel.
	 * @param action the action
	 * @param channel the name of the channel
	 * @return the frames, in order
	 */
	public List<ProtocolMessage> sent(Action action, String channel) {
		return sent(action).stream().filter((frame) -> channel.equals(frame.channel())).toList();
	}

	/**
	 * Sends a frame to the client on the active connection.
	 * @param frame the frame
	 */
	public void sendToClient(ProtocolMessage frame) {
		active().sendToClient(frame);
	}

	/**
	 * Sends a frame to the client on the active connection, and closes it.
	 * @param frame the frame
	 */
	public void sendToClientAndClose(ProtocolMessage frame) {
		active().sendToClientAndClose(frame);
	}

	/**
	 * The active connection breaks without a word.
	 */
	public void simulateDisconnect() {
		active().simulateDisconnect();
	}

	/**
	 * Forgets all events and connections; the handlers stay.
	 */
	public void reset() {
		this.events.clear();
		this.connections.clear();
		this.taken = 0;
	}

	// The next attempt nobody has taken yet.
	@Nullable MockConnection takeAttempt() {
		return (this.taken < this.connections.size()) ? this.connections.get(this.taken++) : null;
	}

	boolean hasAttempt() {
		return this.taken < this.connections.size();
	}

	@Override
	public boolean observesPings() {
		return this.observesPings;
	}

	@Override
	public TransportConnection connect(TransportRequest request, SerialLoop loop, TransportListener listener) {
		MockConnection connection = new MockConnection(this, this.connections.size() + 1, request, loop, listener);
		this.connections.add(connection);
		record(MockEvent.Type.CONNECTION_ATTEMPT, connection, null, null);
		Consumer<MockConnection> handler = this.connectionHandler;
		if (handler != null) {
			handler.accept(connection);
		}
		return connection;
	}

	void record(MockEvent.Type type, MockConnection connection, @Nullable ProtocolMessage frame,
			@Nullable ErrorInfo error) {
		this.events.add(new MockEvent(type, connection.now(), connection, frame, error));
	}

	void text(String text) {
		List.copyOf(this.textHandlers).forEach((handler) -> handler.accept(text));
	}

	void binary(byte[] bytes) {
		List.copyOf(this.binaryHandlers).forEach((handler) -> handler.accept(bytes));
	}

	void received(MockConnection connection, ProtocolMessage frame) {
		record(MockEvent.Type.MESSAGE_FROM_CLIENT, connection, frame, null);
		List.copyOf(this.messageHandlers).forEach((handler) -> handler.accept(connection, frame));
		Action action = frame.action();
		if (action != null && this.byAction.containsKey(action)) {
			this.byAction.get(action).accept(connection, frame);
		}
	}

}
