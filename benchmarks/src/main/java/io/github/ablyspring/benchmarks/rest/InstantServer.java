package io.github.ablyspring.benchmarks.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;

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
					channel.pipeline().addLast(new Acknowledging());
				}
			});
		Channel channel = bootstrap.bind("127.0.0.1", 0).sync().channel();
		System.out.println(((java.net.InetSocketAddress) channel.localAddress()).getPort());
		while (System.in.read() >= 0) {
			// until whoever started this process is gone
		}
		loop.shutdownGracefully();
	}

	static byte[] answer(WireFormat format) {
		byte[] body = WireCodec.writeTree(format, RESULT);
		byte[] head = ("HTTP/1.1 201 Created\r\ncontent-type: " + format.mediaType() + "\r\ncontent-length: "
				+ body.length + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] answer = Arrays.copyOf(head, head.length + body.length);
		System.arraycopy(body, 0, answer, head.length, body.length);
		return answer;
	}

	/**
	 * Looks into requests only as far as it must, so that the clients are the limit.
	 */
	private static final class Acknowledging extends ByteToMessageDecoder {

		private static final byte[] JSON = answer(WireFormat.JSON);

		private static final byte[] MSGPACK = answer(WireFormat.MSGPACK);

		private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n",
				Pattern.CASE_INSENSITIVE);

		@Override
		protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
			String head = in.toString(StandardCharsets.ISO_8859_1);
			int end = head.indexOf("\r\n\r\n");
			if (end < 0) {
				return;
			}
			Matcher length = LENGTH.matcher(head);
			int whole = end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
			if (in.readableBytes() < whole) {
				return;
			}
			in.skipBytes(whole);
			boolean json = head.contains("application/json");
			context.writeAndFlush(Unpooled.wrappedBuffer(json ? JSON : MSGPACK), context.voidPromise());
		}

	}

}
