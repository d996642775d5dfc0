package io.github.ablyspring.transport;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one origin, and finds out which HTTP is spoken.
 */
final class HttpDialer {

	private final NetworkRoute.Destination destination;

	private final NetworkRoute route;

	private final int maxAnswer;

	HttpDialer(NetworkRoute.Destination destination, NetworkRoute route, int maxAnswer) {
		this.destination = destination;
		this.route = route;
		this.maxAnswer = maxAnswer;
	}

	Dial dial(HttpPool pool, EventLoop loop, Duration timeout) {
		Dial dial = new Dial(pool);
		ChannelFuture connecting = this.route.to(this.destination, loop, timeout, dial).connect();
		dial.channel = connecting.channel();
		connecting.addListener((connected) -> {
			if (!connected.isSuccess()) {
				// Netty knows of some failures at once, but the pool has not finished
				// asking then.
				loop.execute(() -> dial.failed(connected.cause()));
			}
		});
		return dial;
	}

	/**
	 * Waits until a connection can be used.
	 */
	final class Dial extends ChannelInboundHandlerAdapter {

		private final HttpPool pool;

		private @Nullable Channel channel;

		private boolean done;

		Dial(HttpPool pool) {
			this.pool = pool;
		}

		void close() {
			if (this.channel != null) {
				this.channel.close();
			}
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			if (!HttpDialer.this.destination.secure() && context.pipeline().get(ProxyHandler.class) == null) {
				opened(context.channel(), false);
			}
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof ProxyConnectionEvent && !HttpDialer.this.destination.secure()) {
				opened(context.channel(), false);
			}
			else if (event instanceof SslHandshakeCompletionEvent handshake) {
				if (handshake.isSuccess()) {
					SslHandler ssl = context.pipeline().get(SslHandler.class);
					opened(context.channel(), ApplicationProtocolNames.HTTP_2.equals(ssl.applicationProtocol()));
				}
				else {
					failed(handshake.cause());
					context.close();
				}
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			failed(failure);
			context.close();
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			failed(new ClosedChannelException());
		}

		private void opened(Channel channel, boolean multiplexed) {
			if (!this.done) {
				this.done = true;
				channel.pipeline().remove(this);
				int maxAnswer = HttpDialer.this.maxAnswer;
				this.pool.opened(this, multiplexed ? new Http2Connection(this.pool, channel, maxAnswer)
						: new Http1Connection(this.pool, channel, maxAnswer));
			}
		}

		void failed(Throwable failure) {
			if (!this.done) {
				this.done = true;
				this.pool.notOpened(this, failure);
			}
		}

	}

}
