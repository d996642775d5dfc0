package io.github.ablyspring.testing;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server on a real socket of this machine, for what a mock cannot show. What
 * it does with connections and frames is up to the test.
 */
public final class LocalWebSocketServer implements AutoCloseable {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private final Channel server;

	private volatile Consumer<Channel> connected = (channel) -> {
	};

	private volatile BiConsumer<Channel, WebSocketFrame> received = (channel, frame) -> {
	};

	private volatile @Nullable ChannelHandler instead;

	/**
	 * Listens on a port of its own on the loopback interface.
	 */
	public LocalWebSocketServer() {
		this.server = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			// the same everywhere, however much the system would take for a peer that
			// does not read
			.childOption(ChannelOption.SO_SNDBUF, 256 * 1024)
			.childHandler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					accept(channel);
				}
			})
			.bind(new InetSocketAddress("127.0.0.1", 0))
			.syncUninterruptibly()
			.channel();
	}

	private void accept(SocketChannel channel) {
		this.accepted.incrementAndGet();
		this.open.add(channel);
		channel.closeFuture().addListener((future) -> this.open.remove(channel));
		channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65536));
		ChannelHandler instead = this.instead;
		if (instead != null) {
			channel.pipeline().addLast(instead);
			return;
		}
		channel.pipeline()
			.addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
				.websocketPath("/")
				.checkStartsWith(true)
				.maxFramePayloadLength(1 << 24)
				.dropPongFrames(false)
				.handleCloseFrames(false)
				.build()))
			.addLast(new SimpleChannelInboundHandler<WebSocketFrame>() {
				@Override
				protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
					LocalWebSocketServer.this.received.accept(context.channel(), frame);
					if (frame instanceof CloseWebSocketFrame) {
						context.close();
					}
				}

				@Override
				public void userEventTriggered(ChannelHandlerContext context, Object event) {
					if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
						LocalWebSocketServer.this.connected.accept(context.channel());
					}
				}

				@Override
				public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
					context.close();
				}
			});
	}

	/**
	 * Sets what happens when a client has connected.
	 * @param handler is given the channel, on its event loop
	 * @return this
	 */
	public LocalWebSocketServer onConnected(Consumer<Channel> handler) {
		this.connected = handler;
		return this;
	}

	/**
	 * Sets what happens with the frames of clients.
	 * @param handler is given the channel and the frame, on its event loop
	 * @return this
	 */
	public LocalWebSocketServer onFrame(BiConsumer<Channel, WebSocketFrame> handler) {
		this.received = handler;
		return this;
	}

	/**
	 * Lets a handler have the HTTP requests, in place of the WebSocket handshake.
	 * @param handler a sharable handler
	 * @return this
	 */
	public LocalWebSocketServer insteadOfHandshake(ChannelHandler handler) {
		this.instead = handler;
		return this;
	}

	/**
	 * The port it listens on.
	 * @return the port
	 */
	public int port() {
		return ((InetSocketAddress) this.server.localAddress()).getPort();
	}

	/**
	 * Its address.
	 * @param query the query
	 * @return the address
	 */
	public URI uri(String query) {
		return URI.create("ws://127.0.0.1:" + port() + "/?" + query);
	}

	/**
	 * How many sockets are open.
	 * @return the number of sockets
	 */
	public int openSockets() {
		return this.open.size();
	}

	/**
	 * How many sockets were ever accepted.
	 * @return the number of sockets
	 */
	public int acceptedSockets() {
		return this.accepted.get();
	}

	/**
	 * Breaks all connections.
	 */
	public void breakConnections() {
		this.open.forEach(Channel::close);
	}

	@Override
	public void close() {
		if (this.group.isShuttingDown()) {
			return;
		}
		this.server.close().syncUninterruptibly();
		this.open.forEach((channel) -> channel.close().syncUninterruptibly());
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
