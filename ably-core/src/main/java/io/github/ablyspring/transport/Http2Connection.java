package io.github.ablyspring.transport;

import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A connection with HTTP/2: many exchanges at once, each on a stream of its own.
 */
final class Http2Connection extends HttpConnection {

	// More than that are better off with a connection more.
	private static final int MAX_STREAMS = 100;

	// Before the server has said how many it allows, one does no harm.
	private static final int ONE_UNTIL_TOLD = 1;

	// A page may be large and the way long: 64 KiB in a round trip is too little. Netty
	// makes that of the whole connection twice as wide.
	private static final int WINDOW = 1024 * 1024;

	private static final int MAX_REFUSALS = 2;

	private final int maxAnswer;

	private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
		.initialSettings(Http2Settings.defaultSettings().pushEnabled(false).initialWindowSize(WINDOW))
		.build();

	private final Map<HttpExchange, Stream> streams = new LinkedHashMap<>();

	private int allowed = ONE_UNTIL_TOLD;

	private boolean told;

	// How often something came from the server.
	private long heard;

	private boolean doubted;

	Http2Connection(HttpPool pool, Channel channel, int maxAnswer) {
		super(pool, channel);
		this.maxAnswer = maxAnswer;
		channel.pipeline().addLast(this.codec, new Http2MultiplexHandler(new NoStreamsOfTheServer()), new Watch());
	}

	@Override
	boolean isMultiplexed() {
		return true;
	}

	@Override
	boolean hasRoom() {
		return this.channel.isActive() && !this.doubted && this.streams.size() < this.allowed
				&& !this.codec.connection().goAwayReceived();
	}

	@Override
	boolean isBeginning() {
		return !this.told && this.channel.isActive();
	}

	@Override
	boolean isBusy() {
		return !this.streams.isEmpty();
	}

	@Override
	void send(HttpExchange exchange) {
		Stream stream = new Stream(exchange);
		this.streams.put(exchange, stream);
		new Http2StreamChannelBootstrap(this.channel).handler(new ChannelInitializer<>() {
			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), stream);
			}
		}).open().addListener((opened) -> {
			if (opened.isSuccess()) {
				stream.opened((Http2StreamChannel) opened.getNow());
			}
			else {
				stream.broken(opened.cause());
				closed(stream);
			}
		});
	}

	private void closed(Stream stream) {
		this.streams.remove(stream.exchange, stream);
		if (this.streams.isEmpty() && this.codec.connection().goAwayReceived()) {
			close();
		}
		this.pool.mayHaveRoom(this);
	}

	@Override
	void abandon(HttpExchange exchange) {
		Stream stream = this.streams.get(exchange);
		if (stream != null) {
			if (stream.heardBefore == this.heard) {
				doubt();
			}
			stream.end();
		}
	}

	// The way may have broken without a word. Whoever comes next takes another connection
	// until the server is heard again; with HTTP/1.1 giving up closes the connection.
	private void doubt() {
		this.doubted = true;
		this.channel.writeAndFlush(new DefaultHttp2PingFrame(0));
	}

	private void heard() {
		this.heard++;
		if (this.doubted) {
			this.doubted = false;
			this.pool.mayHaveRoom(this);
		}
	}

	private void breakAll(Throwable failure) {
		List.copyOf(this.streams.values()).forEach((stream) -> stream.broken(failure));
	}

	/**
	 * One exchange.
	 */
	private final class Stream extends HttpAnswerReader {

		private final HttpExchange exchange;

		private final long heardBefore = Http2Connection.this.heard;

		private @Nullable Channel channel;

		private @Nullable ChannelFuture sending;

		// The server says that it has done nothing with the request.
		private boolean untouched;

		private boolean reset;

		private boolean over;

		Stream(HttpExchange exchange) {
			super(Http2Connection.this.maxAnswer);
			this.exchange = exchange;
		}

		void opened(Http2StreamChannel channel) {
			this.channel = channel;
			if (this.over) {
				channel.close();
				return;
			}
			try {
				this.sending = channel.writeAndFlush(HttpRequestWriter.toNetty(this.exchange.request()));
				this.sending.addListener((written) -> {
					if (!written.isSuccess()) {
						broken(written.cause());
					}
				});
			}
			catch (RuntimeException ex) {
				broken(ex);
			}
		}

		// What is left of the stream makes room for another only when it is closed.
		void end() {
			this.over = true;
			if (this.channel != null) {
				this.channel.close();
			}
		}

		@Override
		void answered(HttpResponse response, boolean keepsAlive) {
			if (!this.over) {
				used();
				end();
				this.exchange.complete(response);
			}
		}

		@Override
		void broken(Throwable failure) {
			if (this.over) {
				return;
			}
			end();
			if (this.untouched && !this.exchange.isDone() && this.exchange.refused() <= MAX_REFUSALS) {
				Http2Connection.this.pool.repeat(this.exchange);
			}
			else if (this.reset) {
				this.exchange.fail(failure);
			}
			else {
				Http2Connection.this.broken(this.exchange, this.sending != null && this.sending.isSuccess(), hasBegun(),
						failure);
			}
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			heard();
			super.channelRead(context, message);
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof Http2ResetFrame frame) {
				heard();
				this.reset = true;
				this.untouched = frame.errorCode() == Http2Error.REFUSED_STREAM.code();
			}
			else if (event instanceof Http2GoAwayFrame) {
				// only those later than the last that the server has looked at hear of it
				this.untouched = true;
			}
			ReferenceCountUtil.release(event);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			broken(new ClosedChannelException());
			closed(this);
		}

	}

	/**
	 * What concerns the connection as a whole.
	 */
	private final class Watch extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			heard();
			if (message instanceof Http2SettingsFrame) {
				Http2Connection.this.told = true;
				Http2Connection.this.allowed = Math.min(MAX_STREAMS,
						Http2Connection.this.codec.connection().local().maxActiveStreams());
				Http2Connection.this.pool.mayHaveRoom(Http2Connection.this);
			}
			else if (message instanceof Http2GoAwayFrame) {
				Http2Connection.this.pool.noMoreRoom(Http2Connection.this);
				if (Http2Connection.this.streams.isEmpty()) {
					close();
				}
			}
			ReferenceCountUtil.release(message);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			breakAll(new ClosedChannelException());
			Http2Connection.this.pool.gone(Http2Connection.this);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			breakAll(failure);
			close();
		}

	}

	/**
	 * A server may not open streams, since pushing is switched off.
	 */
	@ChannelHandler.Sharable
	private static final class NoStreamsOfTheServer extends ChannelInboundHandlerAdapter {

		@Override
		public void handlerAdded(ChannelHandlerContext context) {
			context.close();
		}

	}

}
