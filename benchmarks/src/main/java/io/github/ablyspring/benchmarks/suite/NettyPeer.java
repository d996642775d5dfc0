package io.github.ablyspring.benchmarks.suite;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * The limit: a bare WebSocket client that counts frames and looks into none of them, but
 * for the first two.
 */
final class NettyPeer implements Peer {

	private static final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final int port;

	private final WireFormat format;

	private final Queue<CompletableFuture<Void>> answers = new ArrayDeque<>();

	private @Nullable Channel channel;

	private Consumer<@Nullable String> listener = (data) -> {
	};

	NettyPeer(Settings settings) {
		this.port = settings.port();
		this.format = settings.format();
	}

	@Override
	public CompletableFuture<Void> connect() {
		CompletableFuture<Void> connected = new CompletableFuture<>();
		this.answers.add(connected);
		URI uri = URI
			.create("ws://127.0.0.1:" + this.port + "/?v=6&accessToken=token&format=" + this.format.wireName());
		new Bootstrap().group(group)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel socket) {
					socket.pipeline()
						.addLast(new HttpClientCodec())
						.addLast(new HttpObjectAggregator(8192))
						.addLast(new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
							.webSocketUri(uri)
							.maxFramePayloadLength(16 * 1024 * 1024)
							.withUTF8Validator(false)
							.build()))
						.addLast(new Counter());
				}

			})
			.connect(new InetSocketAddress("127.0.0.1", this.port))
			.addListener((future) -> {
				if (!future.isSuccess()) {
					connected.completeExceptionally(future.cause());
				}
			});
		return connected;
	}

	@Override
	public CompletableFuture<Void> subscribe(String channel, Consumer<@Nullable String> listener) {
		this.listener = listener;
		return attach(channel);
	}

	@Override
	public CompletableFuture<Void> attach(String channel) {
		CompletableFuture<Void> attached = new CompletableFuture<>();
		Channel socket = this.channel;
		if (socket == null) {
			throw new IllegalStateException("Not connected");
		}
		socket.eventLoop().execute(() -> {
			this.answers.add(attached);
			ByteBuf buffer = socket.alloc().buffer();
			WireCodec.write(this.format, ProtocolMessage.TYPE,
					ProtocolMessage.builder(Action.ATTACH).channel(channel).build(), buffer);
			socket.writeAndFlush((this.format == WireFormat.MSGPACK) ? new BinaryWebSocketFrame(buffer)
					: new TextWebSocketFrame(buffer));
		});
		return attached;
	}

	@Override
	public void publish(String channel, String data, Consumer<Boolean> outcome) {
		throw new UnsupportedOperationException("The bare client only counts frames");
	}

	@Override
	public CompletableFuture<Integer> members(String channel) {
		throw new UnsupportedOperationException("The bare client only counts frames");
	}

	@Override
	public CompletableFuture<Void> release(String channel) {
		throw new UnsupportedOperationException("The bare client only counts frames");
	}

	@Override
	public int disconnects() {
		throw new UnsupportedOperationException("The bare client only counts frames");
	}

	@Override
	public void close() {
		if (this.channel != null) {
			this.channel.close();
		}
	}

	private final class Counter extends SimpleChannelInboundHandler<WebSocketFrame> {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			NettyPeer.this.channel = context.channel();
			context.fireChannelActive();
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
			CompletableFuture<Void> answer = NettyPeer.this.answers.poll();
			if (answer != null) {
				answer.complete(null);
			}
			else {
				NettyPeer.this.listener.accept(null);
			}
		}

	}

}
