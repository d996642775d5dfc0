package io.github.ablyspring.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.DeafPort;
import io.github.ablyspring.testing.LocalWebSocketServer;
import io.github.ablyspring.testing.UnknownHost;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class NettyRealtimeTransportTests {

	// however slow the machine is
	private static final long LONG = 60_000;

	private static EventLoopGroup group;

	private static NettySerialLoop loop;

	private final LocalWebSocketServer server = new LocalWebSocketServer();

	private final NettyRealtimeTransport transport = new NettyRealtimeTransport(
			HostNames.of(DefaultAddressResolverGroup.INSTANCE), null);

	private final Recorder recorder = new Recorder();

	private final CompletableFuture<Integer> expected = new CompletableFuture<>();

	@BeforeAll
	static void startLoop() {
		group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		loop = new NettySerialLoop(group.next());
	}

	@AfterAll
	static void stopLoop() {
		group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void exchangesFrames(WireFormat format) throws Exception {
		this.server.onFrame((channel, frame) -> channel.writeAndFlush(frame.retain()));
		TransportConnection connection = connect(this.server.uri("a=1"), format, LONG);
		this.recorder.expect("opened");

		onLoop(() -> connection.send(message("hello")));

		assertThat(this.recorder.next()).isEqualTo("received MESSAGE hello");
	}

	@Test
	void takesJsonInBinaryFrames() throws Exception {
		this.server.onConnected((channel) -> channel.writeAndFlush(new BinaryWebSocketFrame(
				Unpooled.wrappedBuffer(WireCodec.write(WireFormat.JSON, ProtocolMessage.TYPE, message("json"))))));

		connect(this.server.uri("a=1"), WireFormat.MSGPACK, LONG);

		this.recorder.expect("opened");
		this.recorder.expect("received MESSAGE json");
	}

	@Test
	void tellsWhatItDoesNotKnow() throws Exception {
		this.server.onConnected((channel) -> {
			channel.write(new TextWebSocketFrame("""
					{"action": 15, "novelty": 1, "messages": [{"name": "new", "action": 99, "more": {}}]}"""));
			channel.writeAndFlush(new TextWebSocketFrame("""
					{"action": 15, "messages": [{"name": "old"}]}"""));
		});

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		this.recorder.expect("opened");
		this.recorder.expect("unknown FIELD ProtocolMessage novelty");
		this.recorder.expect("unknown VALUE Message action=99");
		this.recorder.expect("unknown FIELD Message more");
		this.recorder.expect("received MESSAGE new");
		this.recorder.expect("received MESSAGE old");
	}

	@Test
	void putsFragmentsTogether() throws Exception {
		byte[] bytes = WireCodec.write(WireFormat.JSON, ProtocolMessage.TYPE, message("in three pieces"));
		this.server.onConnected((channel) -> {
			channel.write(new TextWebSocketFrame(false, 0, Unpooled.copiedBuffer(bytes, 0, 10)));
			channel.write(new ContinuationWebSocketFrame(false, 0, Unpooled.copiedBuffer(bytes, 10, 10)));
			channel.writeAndFlush(
					new ContinuationWebSocketFrame(true, 0, Unpooled.copiedBuffer(bytes, 20, bytes.length - 20)));
		});

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		this.recorder.expect("opened");
		this.recorder.expect("received MESSAGE in three pieces");
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void takesBytesAsTheyCome(WireFormat format) throws Exception {
		// A frame in every possible pair of pieces, and many in one piece.
		this.server.onConnected((channel) -> {
			ChannelHandlerContext raw = channel.pipeline().firstContext();
			byte[] payload = WireCodec.write(format, ProtocolMessage.TYPE, message("m"));
			ByteBuf frame = Unpooled.buffer().writeByte((format == WireFormat.JSON) ? 0x81 : 0x82);
			frame.writeByte(payload.length).writeBytes(payload);
			for (int cut = 1; cut < frame.readableBytes(); cut++) {
				raw.writeAndFlush(frame.copy(0, cut));
				raw.writeAndFlush(frame.copy(cut, frame.readableBytes() - cut));
			}
			ByteBuf many = Unpooled.buffer();
			for (int count = 0; count < 500; count++) {
				many.writeBytes(frame, 0, frame.readableBytes());
			}
			raw.writeAndFlush(many);
			this.expected.complete(frame.readableBytes() - 1 + 500);
		});

		connect(this.server.uri("a=1"), format, LONG);

		this.recorder.expect("opened");
		for (int count = this.expected.get(30, TimeUnit.SECONDS); count > 0; count--) {
			this.recorder.expect("received MESSAGE m");
		}
	}

	@Test
	void answersPingsAndCountsThemAsActivity() throws Exception {
		CompletableFuture<String> pong = new CompletableFuture<>();
		this.server.onConnected((channel) -> channel
			.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8))));
		this.server.onFrame((channel, frame) -> {
			if (frame instanceof PongWebSocketFrame) {
				pong.complete(frame.content().toString(StandardCharsets.UTF_8));
			}
		});

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		this.recorder.expect("opened");
		this.recorder.expect("activity");
		assertThat(pong.get(30, TimeUnit.SECONDS)).isEqualTo("x");
		assertThat(this.transport.observesPings()).isTrue();
	}

	@Test
	void tellsAnOrderlyCloseOfTheServer() throws Exception {
		this.server.onConnected((channel) -> channel.writeAndFlush(new CloseWebSocketFrame(1000, "bye")));

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		this.recorder.expect("opened");
		this.recorder.expect("closed");
	}

	@Test
	void tellsABrokenConnection() throws Exception {
		this.server.onConnected(Channel::close);

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		this.recorder.expect("opened");
		assertThat(this.recorder.next()).startsWith("closed");
	}

	@Test
	void tellsARefusedConnection() throws Exception {
		try (DeafPort port = new DeafPort()) {
			connect(URI.create("ws://127.0.0.1:" + port.number() + "/?key=app.key:secret"), WireFormat.JSON, LONG);

			assertThat(this.recorder.next()).startsWith("closed REFUSED").doesNotContain("secret");
		}
	}

	@Test
	void tellsAnUnknownHost() throws Exception {
		connect(URI.create("ws://" + UnknownHost.NAME + ":80/?key=app.key:secret"), WireFormat.JSON, LONG);

		assertThat(this.recorder.next()).startsWith("closed DNS").doesNotContain("secret");
	}

	@Test
	void tellsARefusedHandshake() throws Exception {
		this.server.insteadOfHandshake(new Answer(HttpResponseStatus.SERVICE_UNAVAILABLE));

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		assertThat(this.recorder.next()).startsWith("closed OTHER").contains("503");
	}

	@Test
	void givesUpOnASilentServer() throws Exception {
		this.server.insteadOfHandshake(new Answer(null));

		connect(this.server.uri("a=1"), WireFormat.JSON, 50);

		assertThat(this.recorder.next()).startsWith("closed CONNECT_TIMEOUT");
	}

	@Test
	void canBeClosedBeforeItIsOpen() throws Exception {
		this.server.insteadOfHandshake(new Answer(null));
		TransportConnection connection = connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		onLoop(() -> connection.close(1000, "changed my mind"));

		assertThat(this.recorder.next()).startsWith("closed");
	}

	@Test
	void tellsTheServerThatItCloses() throws Exception {
		CompletableFuture<Integer> code = new CompletableFuture<>();
		this.server.onFrame((channel, frame) -> {
			if (frame instanceof CloseWebSocketFrame close) {
				code.complete(close.statusCode());
			}
		});
		TransportConnection connection = connect(this.server.uri("a=1"), WireFormat.JSON, LONG);
		this.recorder.expect("opened");

		onLoop(() -> {
			connection.close(1000, "done");
			connection.close(1000, "again");
			connection.send(message("too late"));
		});

		assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(1000);
		assertThat(this.recorder.next()).startsWith("closed");
		assertThat(this.recorder.rest()).isEmpty();
	}

	@Test
	void aFrameThatCannotBeReadEndsTheConnection() throws Exception {
		this.server.onConnected((channel) -> channel.writeAndFlush(new TextWebSocketFrame("{\"action\":")));

		connect(this.server.uri("a=1"), WireFormat.JSON, LONG);

		this.recorder.expect("opened");
		assertThat(this.recorder.next()).startsWith("closed OTHER");
	}

	@Test
	void stopsReadingWhenTold() throws Exception {
		CompletableFuture<Channel> client = new CompletableFuture<>();
		this.server.onConnected(client::complete);
		TransportConnection connection = connect(this.server.uri("a=1"), WireFormat.JSON, LONG);
		this.recorder.expect("opened");
		onLoop(() -> connection.setReading(false));

		byte[] bytes = WireCodec.write(WireFormat.JSON, ProtocolMessage.TYPE, message("x".repeat(100_000)));
		Channel channel = client.get(30, TimeUnit.SECONDS);
		for (int count = 0; count < 200; count++) {
			channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
		}
		// 20 MB do not fit into the buffers of a socket: while nobody reads, the server
		// cannot write.
		assertThat(channel.isWritable()).isFalse();
		assertThat(this.recorder.size()).isLessThan(200);

		onLoop(() -> connection.setReading(true));
		for (int count = 0; count < 200; count++) {
			assertThat(this.recorder.next()).startsWith("received MESSAGE");
		}
	}

	@Test
	void saysWhenTheNetworkTakesNoMore() throws Exception {
		CompletableFuture<Channel> client = new CompletableFuture<>();
		this.server.onConnected((channel) -> {
			channel.config().setAutoRead(false);
			client.complete(channel);
		});
		TransportConnection connection = connect(this.server.uri("a=1"), WireFormat.JSON, LONG);
		this.recorder.expect("opened");
		Channel channel = client.get(30, TimeUnit.SECONDS);

		int written = 0;
		while (onLoop(connection::writable)) {
			onLoop(() -> connection.send(message("x".repeat(100_000))));
			written++;
		}
		assertThat(written).isLessThan(1000);

		channel.config().setAutoRead(true);
		// the network may have taken more for a while before
		do {
			assertThat(this.recorder.next()).isEqualTo("writable");
		}
		while (!onLoop(connection::writable));
	}

	@Test
	void flushesOnceForAllFramesOfATurn() throws Exception {
		BlockingQueue<WebSocketFrame> frames = new LinkedBlockingQueue<>();
		this.server.onFrame((channel, frame) -> frames.add(frame.retain()));
		TransportConnection connection = connect(this.server.uri("a=1"), WireFormat.JSON, LONG);
		this.recorder.expect("opened");

		onLoop(() -> {
			for (int count = 0; count < 100; count++) {
				connection.send(message("m" + count));
			}
		});

		for (int count = 0; count < 100; count++) {
			WebSocketFrame frame = frames.poll(30, TimeUnit.SECONDS);
			assertThat(frame).isNotNull();
			assertThat(frame.content().toString(StandardCharsets.UTF_8)).contains("m" + count);
			frame.release();
		}
	}

	private TransportConnection connect(URI uri, WireFormat format, long timeout) throws Exception {
		return onLoop(() -> this.transport.connect(
				new TransportRequest(false, uri.getHost(), uri.getPort(), uri.getRawPath() + "?" + uri.getRawQuery(),
						format, Duration.ofMillis(timeout), 1 << 20, Map.of("Ably-Agent", "test")),
				loop, this.recorder));
	}

	private static ProtocolMessage message(String name) {
		return ProtocolMessage.builder(Action.MESSAGE)
			.channel("c")
			.messages(java.util.List.of(WireMessage.builder().name(name).build()))
			.build();
	}

	private static void onLoop(Runnable task) throws Exception {
		CompletableFuture.runAsync(task, loop).get(30, TimeUnit.SECONDS);
	}

	private static <T> T onLoop(Supplier<T> task) throws Exception {
		return CompletableFuture.supplyAsync(task, loop).get(30, TimeUnit.SECONDS);
	}

	private static final class Recorder implements TransportListener {

		private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		void expect(String event) throws Exception {
			assertThat(next()).isEqualTo(event);
		}

		String next() throws Exception {
			return String.valueOf(this.events.poll(30, TimeUnit.SECONDS));
		}

		java.util.List<String> rest() {
			return java.util.List.copyOf(this.events);
		}

		int size() {
			return this.events.size();
		}

		private void add(String event) {
			assertThat(loop.inLoop()).isTrue();
			this.events.add(event);
		}

		@Override
		public void opened() {
			add("opened");
		}

		@Override
		public void received(ProtocolMessage message) {
			add("received " + message.action() + " " + message.messages().get(0).name());
		}

		@Override
		public void unknown(Kind kind, String where, String what) {
			add("unknown " + kind + " " + where + " " + what);
		}

		@Override
		public void activity() {
			add("activity");
		}

		@Override
		public void writableAgain() {
			add("writable");
		}

		@Override
		public void closed(@Nullable TransportException cause) {
			add((cause == null) ? "closed" : "closed " + cause.kind() + " " + cause.getMessage());
		}

	}

	/**
	 * Answers the handshake with a status, or not at all.
	 */
	@Sharable
	private static final class Answer extends ChannelInboundHandlerAdapter {

		private final @Nullable HttpResponseStatus status;

		Answer(@Nullable HttpResponseStatus status) {
			this.status = status;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ReferenceCountUtil.release(message);
			if (this.status != null) {
				context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, this.status));
			}
		}

	}

}
