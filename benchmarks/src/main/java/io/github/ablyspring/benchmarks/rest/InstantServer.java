package io.github.ablyspring.benchmarks.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Acknowledges whatever is published, at once and always alike. Runs in a process of its
 * own and tells its port on the first line.
 */
public final class InstantServer {

	private static final Map<String, Object> RESULT = Map.of("channel", "bench", "messageId", "abcdefghij", "serials",
			List.of("01700000000000-000@abcdefghijklm:000"));

	private InstantServer() {
	}

	/**
	 * Runs until its standard input ends.
	 * @param arguments none
	 * @throws Exception when it cannot listen
	 */
	public static void main(String[] arguments) throws Exception {
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		ServerBootstrap bootstrap = new ServerBootstrap().group(loop)
			.channelFactory((io.netty.channel.ChannelFactory<ServerSocketChannel>) NioServerSocketChannel::new)
			.childHandler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline()
						.addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Acknowledging());
				}
			});
		Channel channel = bootstrap.bind("127.0.0.1", 0).sync().channel();
		System.out.println(((java.net.InetSocketAddress) channel.localAddress()).getPort());
		while (System.in.read() >= 0) {
			// until whoever started this process is gone
		}
		loop.shutdownGracefully();
	}

	private static final class Acknowledging extends SimpleChannelInboundHandler<FullHttpRequest> {

		private static final byte[] JSON = WireCodec.writeTree(WireFormat.JSON, RESULT);

		private static final byte[] MSGPACK = WireCodec.writeTree(WireFormat.MSGPACK, RESULT);

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
			boolean json = request.headers().containsValue(HttpHeaderNames.CONTENT_TYPE, "application/json", true);
			FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CREATED,
					Unpooled.wrappedBuffer(json ? JSON : MSGPACK));
			response.headers()
				.set(HttpHeaderNames.CONTENT_TYPE, json ? "application/json" : "application/x-msgpack")
				.setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
			context.writeAndFlush(response);
		}

	}

}
