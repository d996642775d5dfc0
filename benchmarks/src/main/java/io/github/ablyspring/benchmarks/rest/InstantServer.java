package io.github.ablyspring.benchmarks.rest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;

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
	 * @param arguments the kind of connection, and where the key is
	 * @throws Exception when it cannot listen
	 */
	public static void main(String[] arguments) throws Exception {
		Wire wire = Wire.valueOf(arguments[0]);
		SslContext tls = wire.isSecure() ? wire.serverContext(Path.of(arguments[1])) : null;
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		ServerBootstrap bootstrap = new ServerBootstrap().group(loop)
			.channelFactory((io.netty.channel.ChannelFactory<ServerSocketChannel>) NioServerSocketChannel::new)
			.childHandler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					if (tls != null) {
						channel.pipeline().addLast(tls.newHandler(channel.alloc()));
					}
					if (wire == Wire.HTTP2) {
						channel.pipeline()
							.addLast(Http2FrameCodecBuilder.forServer().build(), new AcknowledgingFrames());
					}
					else {
						channel.pipeline().addLast(new Acknowledging());
					}
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
		byte[] body = body(format);
		byte[] head = ("HTTP/1.1 201 Created\r\ncontent-type: " + format.mediaType() + "\r\ncontent-length: "
				+ body.length + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] answer = Arrays.copyOf(head, head.length + body.length);
		System.arraycopy(body, 0, answer, head.length, body.length);
		return answer;
	}

	private static byte[] body(WireFormat format) {
		return WireCodec.writeTree(format, RESULT);
	}

	/**
	 * The same with HTTP/2, where the codec looks into everything. All requests of a
	 * connection have one format.
	 */
	private static final class AcknowledgingFrames extends ChannelInboundHandlerAdapter {

		private static final byte[] JSON = body(WireFormat.JSON);

		private static final byte[] MSGPACK = body(WireFormat.MSGPACK);

		private boolean json;

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof Http2HeadersFrame headers) {
				this.json = WireFormat.JSON.mediaType().contentEquals(headers.headers().get("content-type"));
			}
			else if (message instanceof Http2DataFrame data) {
				context
					.write(new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(data.stream()));
				if (data.isEndStream()) {
					context.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("201")
						.set("content-type", (this.json ? WireFormat.JSON : WireFormat.MSGPACK).mediaType()))
						.stream(data.stream()));
					context.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(this.json ? JSON : MSGPACK), true)
						.stream(data.stream()));
				}
			}
			ReferenceCountUtil.release(message);
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			context.flush();
		}

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
