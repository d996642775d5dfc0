package io.github.ablyspring.transport;

import java.nio.channels.ClosedChannelException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
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

	// A page may be large and the way long: 64 KiB in a round trip is too little.
	private static final int WINDOW = 1024 * 1024;

	private final int maxAnswer;

	private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
		.initialSettings(Http2Settings.defaultSettings().pushEnabled(false).initialWindowSize(WINDOW))
		.build();

	private final Map<HttpExchange, Stream> streams = new LinkedHashMap<>();

	private int allowed = ONE_UNTIL_TOLD;

	private boolean told;

	Http2Connection(HttpPool pool, Channel channel, int maxAnswer) {
		super(pool, channel);
		this.maxAnswer = maxAnswer;
		channel.pipeline().addLast(this.codec, new Http2MultiplexHandler(new NoStreamsOfTheServer()), new Watch());
	}

	@Override
	boolean hasRoom() {
		return this.channel.isActive() && this.streams.size() < this.allowed
				&& !this.codec.connection().goAwayReceived();
	}

	@Override
	boolean isBeginning() {
		return !this.told && this.channel.isActive();
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
		this.streams.remove(stream.exchange);
		if (this.streams.isEmpty() && this.codec.connection().goAwayReceived()) {
			close();
		}
		if (stream.refused && !stream.exchange.isDone()) {
			this.pool.repeat(stream.exchange);
		}
		this.pool.mayHaveRoom(this);
	}

	@Override
	Collection<HttpExchange> underWay() {
		return List.copyOf(this.streams.keySet());
	}

	@Override
	void abandon(HttpExchange exchange) {
		Stream stream = this.streams.get(exchange);
		if (stream != null) {
			stream.end();
		}
	}

	/**
	 * One exchange.
	 */
	private final class Stream extends HttpAnswerReader {

		private final HttpExchange exchange;

		private @Nullable Channel channel;

		private boolean refused;

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
				channel.writeAndFlush(HttpRequestWriter.toNetty(this.exchange.request())).addListener((written) -> {
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
			boolean again = this.refused && this.exchange.attempts() == 1 && this.exchange.mayBeRepeated();
			if (!again) {
				this.exchange.fail(failure);
			}
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof Http2ResetFrame reset) {
				this.refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
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
			Http2Connection.this.pool.gone(Http2Connection.this);
			List.copyOf(Http2Connection.this.streams.values())
				.forEach((stream) -> stream.broken(new ClosedChannelException()));
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			List.copyOf(Http2Connection.this.streams.values()).forEach((stream) -> stream.broken(failure));
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
