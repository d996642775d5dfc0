package io.github.ablyspring.emulator.support;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * A WebSocket that hides nothing: neither how it ended nor that it did. The one of the
 * JDK does not always notice when the server hangs up right behind a frame.
 */
final class Line extends SimpleChannelInboundHandler<WebSocketFrame> {

	/**
	 * What an end without a word is called.
	 */
	static final int ABNORMAL = 1006;

	private static final int MAX_FRAME = 64 * 1024 * 1024;

	private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("test-client", true), NioIoHandler.newFactory());

	private final Consumer<byte[]> frames;

	private final CompletableFuture<Channel> opened = new CompletableFuture<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private Line(Consumer<byte[]> frames) {
		this.frames = frames;
	}

	/**
	 * Opens one, and waits until the server has agreed.
	 * @param uri where
	 * @param frames takes what comes, on the thread that reads
	 * @return the line
	 */
	static Line open(URI uri, Consumer<byte[]> frames) {
		Line line = new Line(frames);
		WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
			.webSocketUri(uri)
			.maxFramePayloadLength(MAX_FRAME)
			.handleCloseFrames(false)
			.sendCloseFrame(null)
			.build();
		new Bootstrap().group(LOOPS).channel(NioSocketChannel.class).handler(new ChannelInitializer<Channel>() {

			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline()
					.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_FRAME),
							new WebSocketClientProtocolHandler(config), new WebSocketFrameAggregator(MAX_FRAME), line);
			}

		}).connect(uri.getHost(), uri.getPort()).addListener((ChannelFuture connect) -> {
			if (!connect.isSuccess()) {
				line.ended(connect.cause());
			}
		});
		line.opened.join();
		return line;
	}

	void sendText(String text) {
		send(new TextWebSocketFrame(text));
	}

	void sendBinary(byte[] bytes) {
		send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
	}

	private void send(WebSocketFrame frame) {
		Channel channel = this.opened.join();
		channel.writeAndFlush(frame, channel.voidPromise());
	}

	/**
	 * Breaks it, without a word.
	 */
	void abort() {
		this.opened.join().close();
	}

	/**
	 * How it ended.
	 * @return the code that the server gave, or {@link #ABNORMAL}
	 */
	CompletableFuture<Integer> closed() {
		return this.closed;
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
			this.opened.complete(ctx.channel());
		}
	}

	@Override
	protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
		if (frame instanceof CloseWebSocketFrame close) {
			this.closed.complete(close.statusCode());
			ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
		}
		else if (frame instanceof TextWebSocketFrame text) {
			this.frames.accept(text.text().getBytes(StandardCharsets.UTF_8));
		}
		else {
			this.frames.accept(ByteBufUtil.getBytes(frame.content()));
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		ended(new IOException("The server hung up"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		ended(cause);
		ctx.close();
	}

	private void ended(Throwable cause) {
		this.opened.completeExceptionally(cause);
		this.closed.complete(ABNORMAL);
	}

}
