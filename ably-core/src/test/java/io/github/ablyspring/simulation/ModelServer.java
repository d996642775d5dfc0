package io.github.ablyspring.simulation;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.TransportConnection;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportListener;
import io.github.ablyspring.transport.TransportRequest;
import org.jspecify.annotations.Nullable;

/**
 * A model of the service: as much of its behaviour as the invariants need, and all its
 * mishaps.
 */
final class ModelServer implements RealtimeTransport {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(120);

	private static final Duration IDLE_INTERVAL = Duration.ofSeconds(15);

	private static final Duration DEPARTURE = Duration.ofSeconds(15);

	// How long before the end of a token the client is asked for another one.
	private static final Duration NOTICE = Duration.ofSeconds(30);

	private static final ErrorInfo TOKEN_EXPIRED = ErrorInfo.of(40142, 401, "The token has expired");

	private final VirtualLoop time;

	private final Chance chance;

	private final ModelTokens tokens;

	private final Consumer<Throwable> failures;

	private final Map<String, ModelChannel> channels = new LinkedHashMap<>();

	private final Map<String, ModelConnection> byKey = new HashMap<>();

	private final List<ModelSocket> sockets = new ArrayList<>();

	private int connections;

	private int keys;

	ModelServer(VirtualLoop time, Chance chance, ModelTokens tokens, Consumer<Throwable> failures) {
		this.time = time;
		this.chance = chance;
		this.tokens = tokens;
		this.failures = failures;
	}

	ModelChannel channel(String name) {
		return this.channels.computeIfAbsent(name, ModelChannel::new);
	}

	List<ModelSocket> openSockets() {
		return this.sockets;
	}

	@Override
	public TransportConnection connect(TransportRequest request, SerialLoop loop, TransportListener listener) {
		ModelSocket socket = new ModelSocket(this, this.time, loop, this.chance, listener);
		String token = parameter(request.uri(), "accessToken");
		if (token != null && !this.tokens.isGood(token)) {
			this.failures.accept(new BrokenInvariant("A client connects with a token that it knows to have expired"));
		}
		if (this.chance.mishap(0.2)) {
			socket.fail(this.chance.of(0.5) ? TransportException.Kind.REFUSED : TransportException.Kind.DNS);
		}
		else if (!this.chance.mishap(0.05)) {
			socket.open();
			this.time.schedule(this.chance.millis(1, 100), () -> accept(socket, request.uri()));
		}
		return socket;
	}

	private void accept(ModelSocket socket, URI uri) {
		if (socket.isClosed() || this.chance.mishap(0.05)) {
			return;
		}
		String token = parameter(uri, "accessToken");
		if (token != null && !this.tokens.isGood(token)) {
			socket.send(ProtocolMessage.builder(Action.ERROR).error(TOKEN_EXPIRED).build(), true);
			return;
		}
		String resume = parameter(uri, "resume");
		ModelConnection known = (resume != null) ? this.byKey.get(resume) : null;
		ErrorInfo error = (resume != null && known == null) ? ErrorInfo.of(80018, 400, "Not resumable") : null;
		ModelConnection connection = (known != null) ? known
				: new ModelConnection("connection" + ++this.connections, "");
		ModelSocket before = connection.socket();
		if (before != null) {
			before.belongsTo(new ModelConnection("replaced", ""));
			before.breakDown();
		}
		detachAll(connection);
		connection.takenUp(socket, nextKey(connection));
		socket.belongsTo(connection);
		this.sockets.add(socket);
		socket.send(connected(connection, error), false);
		keepAlive(socket);
		if (token != null) {
			authorized(connection, token);
		}
	}

	private void authorized(ModelConnection connection, String token) {
		Duration life = this.tokens.lifeOf(token);
		boolean[] hasToBeRenewed = new boolean[1];
		connection.authorized(this.time.schedule(life.minus(NOTICE), () -> {
			if (!this.chance.mishap(0.2)) {
				hasToBeRenewed[0] = this.tokens.canBeRenewedForSure();
				connection.send(ProtocolMessage.builder(Action.AUTH).build());
			}
		}), this.time.schedule(life, () -> {
			ModelSocket socket = connection.socket();
			if (socket != null) {
				if (hasToBeRenewed[0]) {
					this.failures.accept(new BrokenInvariant("A token was not renewed, though that was asked for"));
				}
				socket.send(ProtocolMessage.builder(Action.DISCONNECTED).error(TOKEN_EXPIRED).build(), true);
				gone(socket);
			}
		}));
	}

	private void authorize(ModelSocket socket, ModelConnection connection, ProtocolMessage frame) {
		String token = (frame.auth() != null) ? frame.auth().accessToken() : "";
		if (this.tokens.isGood(token)) {
			authorized(connection, token);
			connection.send(connected(connection, null));
		}
		else {
			socket.send(ProtocolMessage.builder(Action.DISCONNECTED).error(TOKEN_EXPIRED).build(), true);
			gone(socket);
		}
	}

	private String nextKey(ModelConnection connection) {
		String key = "key" + ++this.keys;
		this.byKey.put(key, connection);
		return key;
	}

	private static ProtocolMessage connected(ModelConnection connection, @Nullable ErrorInfo error) {
		return ProtocolMessage.builder(Action.CONNECTED)
			.connectionId(connection.id())
			.connectionDetails(ConnectionDetails.builder()
				.connectionKey(connection.key())
				.maxIdleInterval(IDLE_INTERVAL.toMillis())
				.connectionStateTtl(TIME_TO_LIVE.toMillis())
				.maxMessageSize(65536L)
				.build())
			.error(error)
			.build();
	}

	private void keepAlive(ModelSocket socket) {
		this.time.schedule(this.chance.millis(5000, 12_000), () -> {
			if (this.sockets.contains(socket)) {
				socket.ping();
				keepAlive(socket);
			}
		});
	}

	/** A socket is no more: its connection waits for another one. */
	void gone(ModelSocket socket) {
		this.sockets.remove(socket);
		ModelConnection connection = socket.connection();
		if (connection == null || connection.socket() != socket) {
			return;
		}
		detachAll(connection);
		connection.left(this.time.schedule(TIME_TO_LIVE.plus(IDLE_INTERVAL), () -> end(connection)),
				this.time.schedule(DEPARTURE, () -> leaveAll(connection)));
	}

	private void fail(ModelSocket socket, ModelConnection connection) {
		leaveAll(connection);
		detachAll(connection);
		this.sockets.remove(socket);
		end(connection);
		socket.send(ProtocolMessage.builder(Action.ERROR).error(ErrorInfo.of(40000, 400, "No more of you")).build(),
				true);
	}

	/** Every connection is lost, and none can be resumed. */
	void forgetConnections() {
		for (ModelSocket socket : List.copyOf(this.sockets)) {
			ModelConnection connection = socket.connection();
			socket.breakDown();
			if (connection != null) {
				leaveAll(connection);
				end(connection);
			}
		}
	}

	private void end(ModelConnection connection) {
		this.byKey.values().removeIf(other -> other == connection);
		connection.end();
	}

	private void detachAll(ModelConnection connection) {
		this.channels.values().forEach(channel -> channel.detach(connection));
	}

	private void leaveAll(ModelConnection connection) {
		this.channels.values().forEach(channel -> channel.leave(connection, this.time.now()));
	}

	void received(ModelSocket socket, ProtocolMessage frame) {
		ModelConnection connection = socket.connection();
		Action action = frame.action();
		if (connection == null || connection.socket() != socket || action == null) {
			return;
		}
		switch (action) {
			case ATTACH -> attach(connection, frame);
			case DETACH -> detach(connection, frame);
			case MESSAGE, PRESENCE, ANNOTATION -> submit(connection, frame);
			case AUTH -> authorize(socket, connection, frame);
			case HEARTBEAT -> connection.send(frame);
			case CLOSE -> {
				leaveAll(connection);
				detachAll(connection);
				this.sockets.remove(socket);
				end(connection);
				socket.send(ProtocolMessage.builder(Action.CLOSED).build(), true);
			}
			default -> throw new IllegalStateException("A client sent " + frame);
		}
	}

	private void attach(ModelConnection connection, ProtocolMessage frame) {
		ModelChannel channel = channelOf(frame);
		if (this.chance.mishap(0.03)) {
			return;
		}
		if (this.chance.mishap(0.05)) {
			channel.detach(connection);
			connection.send(detached(frame.channel(), ErrorInfo.of(50000, 500, "The attach went wrong")));
			return;
		}
		if (this.chance.mishap(0.02)) {
			channel.detach(connection);
			connection.send(ProtocolMessage.builder(Action.ERROR)
				.channel(frame.channel())
				.error(ErrorInfo.of(40160, 401, "Denied for once"))
				.build());
			return;
		}
		channel.attach(connection, frame);
	}

	private void detach(ModelConnection connection, ProtocolMessage frame) {
		if (this.chance.mishap(0.03)) {
			return;
		}
		ModelChannel channel = channelOf(frame);
		channel.detach(connection);
		channel.leave(connection, this.time.now());
		connection.send(detached(frame.channel(), null));
	}

	private void submit(ModelConnection connection, ProtocolMessage frame) {
		Long serial = frame.msgSerial();
		if (serial == null) {
			throw new IllegalStateException("A client sent a frame without serial: " + frame);
		}
		ProtocolMessage answer = connection.answers().get(serial);
		if (answer == null) {
			answer = store(connection, frame, serial);
			connection.answers().put(serial, answer);
		}
		if (!connection.holdsAnswers() && this.chance.of(0.7)) {
			connection.send(answer);
			return;
		}
		if (!connection.holdsAnswers()) {
			this.time.schedule(this.chance.millis(1, 300), connection::sendAnswers);
		}
		connection.hold(answer);
	}

	private ProtocolMessage store(ModelConnection connection, ProtocolMessage frame, long serial) {
		if (this.chance.mishap(0.02)) {
			return refused(serial, ErrorInfo.of(50000, 500, "Refused for once"));
		}
		if (frame.action() == Action.PRESENCE && !channelOf(frame).attached().contains(connection)) {
			return refused(serial, ErrorInfo.of(91001, 400, "Not attached"));
		}
		ProtocolMessage.Builder ack = ProtocolMessage.builder(Action.ACK).msgSerial(serial).count(1);
		if (frame.action() == Action.MESSAGE) {
			return ack.res(List.of(new PublishResult(channelOf(frame).publish(connection, frame, this.time.now()))))
				.build();
		}
		if (frame.action() == Action.ANNOTATION) {
			channelOf(frame).annotate(connection, frame, this.time.now());
		}
		else {
			channelOf(frame).presence(connection, frame, this.time.now());
		}
		return ack.build();
	}

	private static ProtocolMessage refused(long serial, ErrorInfo error) {
		return ProtocolMessage.builder(Action.NACK).msgSerial(serial).count(1).error(error).build();
	}

	/** Something goes wrong that no client has asked for. */
	void mishap() {
		if (this.sockets.isEmpty()) {
			return;
		}
		ModelSocket socket = this.chance.oneOf(this.sockets);
		ModelConnection connection = socket.connection();
		if (connection == null) {
			return;
		}
		List<ModelChannel> all = List.copyOf(this.channels.values());
		switch (this.chance.below(9)) {
			case 0, 1 -> socket.breakDown();
			case 2 -> socket.die();
			case 3 -> {
				socket.send(ProtocolMessage.builder(Action.DISCONNECTED)
					.error(ErrorInfo.of(80003, 503, "Go elsewhere"))
					.build(), true);
				gone(socket);
			}
			case 4 -> all.forEach(ModelChannel::forget);
			case 6 -> {
				if (this.chance.of(0.1)) {
					fail(socket, connection);
				}
			}
			case 7 -> {
				String key = nextKey(connection);
				connection.renamed(key);
				socket.send(connected(connection, null), false);
			}
			case 5 -> all.stream().skip(this.chance.below(all.size() + 1)).findFirst().ifPresent(channel -> {
				if (channel.attached().contains(connection)) {
					channel.detach(connection);
					channel.leave(connection, this.time.now());
					connection.send(detached(channel(channel), ErrorInfo.of(90198, 500, "Detached by the server")));
				}
			});
			default -> all.stream()
				.skip(this.chance.below(all.size() + 1))
				.findFirst()
				.ifPresent(channel -> channel.loseContinuity(connection));
		}
	}

	private String channel(ModelChannel channel) {
		return this.channels.entrySet()
			.stream()
			.filter(entry -> entry.getValue() == channel)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	private ModelChannel channelOf(ProtocolMessage frame) {
		return channel(String.valueOf(frame.channel()));
	}

	private static ProtocolMessage detached(@Nullable String channel, @Nullable ErrorInfo error) {
		return ProtocolMessage.builder(Action.DETACHED).channel(channel).error(error).build();
	}

	private static @Nullable String parameter(URI uri, String name) {
		for (String parameter : uri.getRawQuery().split("&")) {
			if (parameter.startsWith(name + "=")) {
				return parameter.substring(name.length() + 1);
			}
		}
		return null;
	}

}
