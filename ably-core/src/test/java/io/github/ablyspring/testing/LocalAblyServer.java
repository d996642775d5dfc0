package io.github.ablyspring.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * As much of Ably's realtime service as a client needs to connect, attach and publish, on
 * a real socket of this machine.
 */
public final class LocalAblyServer implements AutoCloseable {

	private final LocalWebSocketServer server = new LocalWebSocketServer();

	private final AtomicInteger connections = new AtomicInteger();

	/**
	 * Starts the server.
	 */
	public LocalAblyServer() {
		this.server.onConnected((channel) -> {
			int number = this.connections.incrementAndGet();
			send(channel, Frames.connected("connection-" + number, "key-" + number).build());
		});
		this.server.onFrame(this::received);
	}

	private void received(Channel channel, WebSocketFrame frame) {
		if (!(frame instanceof TextWebSocketFrame) && !(frame instanceof BinaryWebSocketFrame)) {
			return;
		}
		ProtocolMessage message = WireCodec.read(WireFormat.detect(frame.content()), ProtocolMessage.TYPE,
				frame.content());
		Action action = message.action();
		if (action == null) {
			return;
		}
		switch (action) {
			case CLOSE -> send(channel, Frames.of(Action.CLOSED).build());
			case HEARTBEAT -> send(channel, Frames.heartbeat(message.id()));
			case ATTACH -> send(channel, Frames.attached(message.channel()));
			case DETACH -> send(channel, Frames.detached(message.channel(), null));
			case MESSAGE, PRESENCE -> send(channel, Frames.ack(message, "serial-" + message.msgSerial()));
			default -> {
			}
		}
	}

	private static void send(Channel channel, ProtocolMessage message) {
		channel.writeAndFlush(new TextWebSocketFrame(
				new String(WireCodec.write(WireFormat.JSON, ProtocolMessage.TYPE, message), StandardCharsets.UTF_8)));
	}

	/**
	 * Options for a client of this server.
	 * @return a builder
	 */
	public ClientOptionsBuilder options() {
		return ClientOptions.builder()
			.token("a-token")
			.endpoint("127.0.0.1")
			.port(this.server.port())
			.tls(false)
			// however slow the machine is
			.httpOpenTimeout(Duration.ofMinutes(1))
			.httpRequestTimeout(Duration.ofMinutes(1))
			.realtimeRequestTimeout(Duration.ofMinutes(1))
			.autoConnect(false);
	}

	/**
	 * The server below.
	 * @return the server
	 */
	public LocalWebSocketServer sockets() {
		return this.server;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
