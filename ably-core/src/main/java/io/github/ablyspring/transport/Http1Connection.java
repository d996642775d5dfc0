package io.github.ablyspring.transport;

import java.nio.channels.ClosedChannelException;
import java.util.Collection;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
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

	private final Reader reader;

	private @Nullable HttpExchange current;

	private boolean used;

	Http1Connection(HttpPool pool, Channel channel, int maxAnswer) {
		super(pool, channel);
		this.reader = new Reader(maxAnswer);
		channel.pipeline().addLast(new Decoder(), this.reader);
	}

	@Override
	boolean hasRoom() {
		return this.current == null && this.channel.isActive();
	}

	@Override
	void send(HttpExchange exchange) {
		ByteBuf request = this.pool.writer().write(exchange.request(), this.channel.alloc());
		this.current = exchange;
		this.channel.writeAndFlush(request).addListener(this.whenWritten);
	}

	@Override
	Collection<HttpExchange> underWay() {
		HttpExchange exchange = this.current;
		return (exchange != null) ? List.of(exchange) : List.of();
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
		boolean stale = this.used && !this.reader.hasBegun() && failure instanceof java.io.IOException;
		close();
		if (exchange == null) {
			return;
		}
		if (stale && exchange.mayBeRepeated()) {
			this.pool.repeat(exchange);
		}
		else {
			exchange.fail(failure);
		}
	}

	private final class Decoder extends HttpResponseDecoder {

		@Override
		protected boolean isContentAlwaysEmpty(HttpMessage message) {
			HttpExchange exchange = Http1Connection.this.current;
			return (exchange != null && "HEAD".equals(exchange.request().method()))
					|| super.isContentAlwaysEmpty(message);
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
			Http1Connection.this.used = true;
			if (exchange == null || !keepsAlive) {
				close();
			}
			if (exchange != null) {
				Http1Connection.this.pool.mayHaveRoom(Http1Connection.this);
				exchange.complete(response);
			}
		}

		@Override
		void broken(Throwable failure) {
			Http1Connection.this.broken(failure);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			Http1Connection.this.pool.gone(Http1Connection.this);
			Http1Connection.this.broken(new ClosedChannelException());
		}

	}

}
