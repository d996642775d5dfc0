package io.github.ablyspring.benchmarks.load;

import java.net.InetSocketAddress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/**
 * Speaks just enough of Ably's protocol for a client to connect, attach, publish and
 * receive, and sends frames that were encoded beforehand.
 */
public final class LoadServer implements AutoCloseable {

	private final EventLoopGroup group;

	private final Channel channel;

	private LoadServer(EventLoopGroup group, Channel channel) {
		this.group = group;
		this.channel = channel;
	}

	/**
	 * Runs the server until its standard input ends.
	 * @param arguments none
	 * @throws Exception if it cannot start
	 */
	public static void main(String[] arguments) throws Exception {
		try (LoadServer server = start()) {
			System.out.println("port " + server.port());
			while (System.in.read() >= 0) {
				// whoever started the server closes the stream to end it
			}
		}
	}

	/**
	 * Starts a server on a free port of the loopback interface.
	 * @return the server
	 */
	public static LoadServer start() {
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		Prepared prepared = new Prepared();
		WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
			.websocketPath("/")
			.checkStartsWith(true)
			.maxFramePayloadLength(16 * 1024 * 1024)
			.build();
		Channel channel = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 * 1024, 1024 * 1024))
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel socket) {
					socket.pipeline()
						.addLast(new HttpServerCodec())
						.addLast(new HttpObjectAggregator(64 * 1024))
						.addLast(new WebSocketServerProtocolHandler(config))
						.addLast(new LoadSession(prepared));
				}

			})
			.bind(new InetSocketAddress("127.0.0.1", 0))
			.syncUninterruptibly()
			.channel();
		return new LoadServer(group, channel);
	}

	/**
	 * Where the server listens.
	 * @return the port
	 */
	public int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	@Override
	public void close() {
		this.channel.close().syncUninterruptibly();
		this.group.shutdownGracefully();
	}

}
