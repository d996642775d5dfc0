package io.github.ablyspring.transport;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.resolver.NoopAddressResolverGroup;

/**
 * Opens connections to one origin: names, proxy, TLS, and which HTTP is spoken.
 */
final class HttpDialer {

	private final HttpOrigin origin;

	private final HostNames hostNames;

	private final Supplier<SslContext> tls;

	private final int maxAnswer;

	HttpDialer(HttpOrigin origin, HostNames hostNames, Supplier<SslContext> tls, int maxAnswer) {
		this.origin = origin;
		this.hostNames = hostNames;
		this.tls = tls;
		this.maxAnswer = maxAnswer;
	}

	/**
	 * Whether only an open connection tells which HTTP is spoken.
	 */
	boolean negotiates() {
		return this.origin.secure();
	}

	Channel dial(HttpPool pool, EventLoop loop, Duration timeout) {
		Dial dial = new Dial(pool);
		ProxyOptions proxy = this.origin.proxy();
		ChannelFuture connecting = new Bootstrap().group(loop)
			.channelFactory(NioSocketChannel::new)
			// The proxy may know hosts that this machine does not.
			.resolver((proxy != null) ? NoopAddressResolverGroup.INSTANCE : this.hostNames.resolver())
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					if (proxy != null) {
						channel.pipeline().addLast(ProxyHandlers.of(proxy, timeout));
					}
					if (HttpDialer.this.origin.secure()) {
						channel.pipeline().addLast(sslHandler(channel, timeout));
					}
					channel.pipeline().addLast(dial);
				}
			})
			.connect(this.origin.host(), this.origin.port());
		connecting.addListener((connected) -> {
			if (!connected.isSuccess()) {
				// Netty knows of some failures at once, but the pool has not finished
				// asking then.
				loop.execute(() -> dial.failed(connecting.channel(), connected.cause()));
			}
		});
		return connecting.channel();
	}

	private SslHandler sslHandler(Channel channel, Duration timeout) {
		SslHandler handler = this.tls.get().newHandler(channel.alloc(), this.origin.host(), this.origin.port());
		ClientTls.verifyHostName(handler.engine());
		handler.setHandshakeTimeoutMillis(timeout.toMillis());
		return handler;
	}

	/**
	 * Waits until a connection can be used.
	 */
	private final class Dial extends ChannelInboundHandlerAdapter {

		private final HttpPool pool;

		private boolean done;

		Dial(HttpPool pool) {
			this.pool = pool;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			if (!HttpDialer.this.origin.secure()) {
				opened(context.channel(), false);
			}
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof SslHandshakeCompletionEvent handshake) {
				if (handshake.isSuccess()) {
					SslHandler ssl = context.pipeline().get(SslHandler.class);
					opened(context.channel(), ApplicationProtocolNames.HTTP_2.equals(ssl.applicationProtocol()));
				}
				else {
					failed(context.channel(), handshake.cause());
					context.close();
				}
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			failed(context.channel(), failure);
			context.close();
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			failed(context.channel(), new ClosedChannelException());
		}

		private void opened(Channel channel, boolean multiplexed) {
			if (this.done) {
				return;
			}
			this.done = true;
			channel.pipeline().remove(this);
			this.pool.opened(multiplexed ? new Http2Connection(this.pool, channel, HttpDialer.this.maxAnswer)
					: new Http1Connection(this.pool, channel, HttpDialer.this.maxAnswer), multiplexed);
		}

		void failed(Channel channel, Throwable failure) {
			if (!this.done) {
				this.done = true;
				this.pool.notOpened(channel, failure);
			}
		}

	}

}
