package io.github.ablyspring.transport;

import java.nio.channels.ClosedChannelException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A connection with HTTP/1.1: one exchange after the other.
 */
final class Http1Connection extends HttpConnection {

	private final ChannelFutureListener whenWritten = (written) -> {
		if (!written.isSuccess()) {
			broken(written.cause());
		}
	};

	private final Decoder decoder = new Decoder();

	private final Reader reader;

	private @Nullable HttpExchange current;

	private @Nullable ChannelFuture sending;

	Http1Connection(HttpPool pool, Channel channel, int maxAnswer) {
		super(pool, channel);
		this.reader = new Reader(maxAnswer);
		channel.pipeline().addLast(this.decoder, this.reader);
	}

	@Override
	boolean hasRoom() {
		return this.current == null && this.channel.isActive();
	}

	@Override
	boolean isBusy() {
		return this.current != null;
	}

	@Override
	void send(HttpExchange exchange) {
		ByteBuf request = this.pool.writer().write(exchange.request(), this.channel.alloc());
		this.current = exchange;
		this.sending = this.channel.writeAndFlush(request);
		this.sending.addListener(this.whenWritten);
	}

	@Override
	void abandon(HttpExchange exchange) {
		if (this.current == exchange) {
			this.current = null;
			close();
		}
	}

	private void broken(Throwable failure) {
		HttpExchange exchange = this.current;
		this.current = null;
		close();
		if (exchange != null) {
			broken(exchange, isSent(), this.reader.hasBegun(), failure);
		}
	}

	private boolean isSent() {
		return this.sending != null && this.sending.isSuccess();
	}

	private final class Decoder extends HttpResponseDecoder {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
			if (Http1Connection.this.current != null) {
				super.channelRead(context, message);
				return;
			}
			// Nobody has asked for that, and it must not become an answer to what is
			// asked next.
			ReferenceCountUtil.release(message);
			close();
		}

		@Override
		protected boolean isContentAlwaysEmpty(HttpMessage message) {
			HttpExchange exchange = Http1Connection.this.current;
			return (exchange != null && "HEAD".equals(exchange.request().method()))
					|| super.isContentAlwaysEmpty(message);
		}

		boolean hasMore() {
			return actualReadableBytes() > 0;
		}

	}

	private final class Reader extends HttpAnswerReader {

		Reader(int maxAnswer) {
			super(maxAnswer);
		}

		@Override
		void answered(HttpResponse response, boolean keepsAlive) {
			HttpExchange exchange = Http1Connection.this.current;
			Http1Connection.this.current = null;
			used();
			if (!keepsAlive || !isSent() || Http1Connection.this.decoder.hasMore()) {
				close();
			}
			Http1Connection.this.pool.mayHaveRoom(Http1Connection.this);
			if (exchange != null) {
				exchange.complete(response);
			}
		}

		@Override
		void broken(Throwable failure) {
			Http1Connection.this.broken(failure);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			Http1Connection.this.broken(new ClosedChannelException());
			Http1Connection.this.pool.gone(Http1Connection.this);
		}

	}

}
