package io.github.ablyspring.integration.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.message.DecodingListener;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.testing.LocalWebSocketServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * As little of a server as makes a client publish and read: it decodes what is published,
 * and for each channel has one message and one member. A channel is named after the way
 * its payload travels and the place of the payload in {@link Payloads#all()}.
 */
final class CodecServer implements AutoCloseable {

	/** The ways in which payloads travel. */
	static final Map<String, Way> WAYS = new LinkedHashMap<>();

	static {
		for (WireFormat format : WireFormat.values()) {
			WAYS.put(format.wireName() + "-plain", new Way(format, null));
			WAYS.put(format.wireName() + "-128", new Way(format, CipherParams.of(new byte[16])));
			WAYS.put(format.wireName() + "-256", new Way(format, CipherParams.of(new byte[32])));
		}
	}

	private static final long LATER = 4_000_000_000_000L;

	private final Map<String, List<Received>> received = new ConcurrentHashMap<>();

	private final HttpServer http;

	// a connection begins with a message of the server, which has to know the format then
	private final Map<WireFormat, LocalWebSocketServer> webSockets = new EnumMap<>(WireFormat.class);

	CodecServer() {
		try {
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.http.createContext("/", this::answer);
		this.http.start();
		for (WireFormat format : WireFormat.values()) {
			this.webSockets.put(format,
					new LocalWebSocketServer().onConnected((socket) -> send(socket, format, connected()))
						.onFrame((socket, frame) -> answer(socket, format, frame)));
		}
	}

	int httpPort() {
		return this.http.getAddress().getPort();
	}

	int webSocketPort(WireFormat format) {
		return this.webSockets.get(format).port();
	}

	List<Received> received(String channel, String how) {
		return this.received.getOrDefault(channel + " " + how, List.of());
	}

	private void received(String channel, String how, Object data, String encoding) {
		this.received.computeIfAbsent(channel + " " + how, (key) -> new CopyOnWriteArrayList<>())
			.add(new Received(data, encoding));
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			String name = path.split("/")[2];
			Way way = way(name);
			byte[] body;
			if (exchange.getRequestMethod().equals("POST")) {
				for (WireMessage wire : messagesIn(way.format, exchange.getRequestBody().readAllBytes())) {
					Message message = way.decoder().decode(wire);
					received(name, "request", message.data(), message.encoding());
				}
				body = WireCodec.writeTree(way.format, Map.of("serials", List.of("serial")));
			}
			else if (path.endsWith("/presence")) {
				body = WireCodec.writeList(way.format, WirePresence.TYPE,
						List.of(way.encoder().encode(member(name, PresenceAction.PRESENT))));
			}
			else {
				body = WireCodec.writeList(way.format, WireMessage.TYPE,
						List.of(way.encoder().encode(Message.of("event", payload(name)))));
			}
			exchange.getResponseHeaders().add("Content-Type", way.format.mediaType());
			exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private static List<WireMessage> messagesIn(WireFormat format, byte[] body) {
		return (WireCodec.readTree(format, body) instanceof List) ? WireCodec.readList(format, WireMessage.TYPE, body)
				: List.of(WireCodec.read(format, WireMessage.TYPE, body));
	}

	private void answer(Channel socket, WireFormat format, WebSocketFrame frame) {
		if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
			for (ProtocolMessage answer : answers(WireCodec.read(format, ProtocolMessage.TYPE, frame.content()))) {
				send(socket, format, answer);
			}
		}
	}

	private static void send(Channel socket, WireFormat format, ProtocolMessage message) {
		ByteBuf bytes = Unpooled.wrappedBuffer(WireCodec.write(format, ProtocolMessage.TYPE, message));
		socket.writeAndFlush(
				(format == WireFormat.JSON) ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes));
	}

	private List<ProtocolMessage> answers(ProtocolMessage message) {
		List<ProtocolMessage> answers = new ArrayList<>();
		switch (message.action()) {
			case ATTACH -> answers.add(ProtocolMessage.builder(Action.ATTACHED)
				.channel(message.channel())
				.channelSerial("serial")
				.flags(Flag.PRESENCE.mask() | Flag.PUBLISH.mask() | Flag.SUBSCRIBE.mask()
						| Flag.PRESENCE_SUBSCRIBE.mask())
				.build());
			case MESSAGE -> {
				Way way = way(message.channel());
				for (Message each : way.decoder().messages(message)) {
					received(message.channel(), "message", each.data(), each.encoding());
				}
				answers.add(acknowledge(message));
				answers.add(around(Action.MESSAGE, message.channel())
					.messages(List.of(way.encoder().encode(Message.of("event", payload(message.channel())))))
					.build());
			}
			case PRESENCE -> {
				Way way = way(message.channel());
				for (PresenceMessage each : way.decoder().presence(message)) {
					received(message.channel(), "member", each.data(), each.encoding());
				}
				answers.add(acknowledge(message));
				answers.add(around(Action.PRESENCE, message.channel())
					.presence(List.of(way.encoder().encode(member(message.channel(), PresenceAction.UPDATE))))
					.build());
			}
			case CLOSE -> answers.add(ProtocolMessage.builder(Action.CLOSED).build());
			default -> {
			}
		}
		return answers;
	}

	private static ProtocolMessage.Builder around(Action action, String channel) {
		return ProtocolMessage.builder(action).id("other:1").connectionId("other").timestamp(LATER).channel(channel);
	}

	private static ProtocolMessage acknowledge(ProtocolMessage message) {
		return ProtocolMessage.builder(Action.ACK).msgSerial(message.msgSerial()).count(1).build();
	}

	private static ProtocolMessage connected() {
		return ProtocolMessage.builder(Action.CONNECTED)
			.connectionId("connection")
			.connectionDetails(ConnectionDetails.builder()
				.clientId("alice")
				.connectionKey("key")
				.maxMessageSize(1_000_000L)
				.maxIdleInterval(0L)
				.connectionStateTtl(120_000L)
				.build())
			.build();
	}

	private static PresenceMessage member(String channel, PresenceAction action) {
		return PresenceMessage.builder().action(action).clientId("bob").data(payload(channel)).build();
	}

	private static Way way(String channel) {
		return WAYS.get(channel.substring(0, channel.lastIndexOf('-')));
	}

	private static Object payload(String channel) {
		int index = Integer.parseInt(channel.substring(channel.lastIndexOf('-') + 1));
		return List.copyOf(Payloads.all().values()).get(index);
	}

	@Override
	public void close() {
		this.http.stop(0);
		this.webSockets.values().forEach(LocalWebSocketServer::close);
	}

	/**
	 * How payloads travel.
	 *
	 * @param format the format
	 * @param cipher the cipher, {@code null} if they are not encrypted
	 */
	record Way(WireFormat format, CipherParams cipher) {

		boolean binary() {
			return this.format == WireFormat.MSGPACK;
		}

		MessageEncoder encoder() {
			return new MessageEncoder(this.format, this.cipher, PayloadMapper.defaultMapper());
		}

		MessageDecoder decoder() {
			return new MessageDecoder(this.cipher, PayloadMapper.defaultMapper(), DecodingListener.NONE);
		}

	}

	/**
	 * A payload that was received.
	 *
	 * @param data the payload
	 * @param encoding what was left of its encoding
	 */
	record Received(Object data, String encoding) {

	}

}
