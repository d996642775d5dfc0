package io.github.ablyspring.benchmarks.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.WireFormat;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Sends the same bytes again and again on 64 connections, and waits for as many bytes as
 * an answer has: less is not to be had from Netty, nor more from the server.
 */
final class BareHttp implements RestPublisher {

	private static final int CONNECTIONS = 64;

	private final EventLoop loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();

	private final Deque<Connection> idle = new ArrayDeque<>();

	private final Deque<CompletableFuture<?>> waiting = new ArrayDeque<>();

	private final ByteBuf request;

	private final int answerLength;

	BareHttp(WireFormat format, int port) throws InterruptedException {
		byte[] body = new byte[160];
		String head = "POST /channels/bench/messages HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: " + format.mediaType()
				+ "\r\nauthorization: Bearer dG9rZW4=\r\ncontent-length: " + body.length + "\r\n\r\n";
		byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
		this.request = Unpooled.directBuffer(headBytes.length + body.length).writeBytes(headBytes).writeBytes(body);
		this.answerLength = InstantServer.answer(format).length;
		for (int i = 0; i < CONNECTIONS; i++) {
			Connection connection = new Connection();
			new Bootstrap().group(this.loop).channelFactory(NioSocketChannel::new).handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(connection);
				}
			}).connect("127.0.0.1", port).sync();
			this.idle.add(connection);
		}
	}

	@Override
	public CompletableFuture<?> publish(String data) {
		CompletableFuture<?> answered = new CompletableFuture<>();
		this.loop.execute(() -> {
			this.waiting.add(answered);
			sendNext();
		});
		return answered;
	}

	private void sendNext() {
		Connection connection = this.idle.poll();
		if (connection != null) {
			connection.send(this.waiting.remove());
		}
	}

	private final class Connection extends SimpleChannelInboundHandler<ByteBuf> {

		private CompletableFuture<?> current = CompletableFuture.completedFuture(null);

		private @Nullable ChannelHandlerContext context;

		private int received;

		@Override
		public void handlerAdded(ChannelHandlerContext context) {
			this.context = context;
		}

		void send(CompletableFuture<?> answered) {
			this.current = answered;
			ChannelHandlerContext context = this.context;
			if (context != null) {
				context.writeAndFlush(BareHttp.this.request.retainedDuplicate(), context.voidPromise());
			}
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
			this.received += bytes.readableBytes();
			if (this.received == BareHttp.this.answerLength) {
				this.received = 0;
				CompletableFuture<?> answered = this.current;
				CompletableFuture<?> next = BareHttp.this.waiting.poll();
				if (next != null) {
					send(next);
				}
				else {
					BareHttp.this.idle.push(this);
				}
				answered.complete(null);
			}
		}

	}

}
