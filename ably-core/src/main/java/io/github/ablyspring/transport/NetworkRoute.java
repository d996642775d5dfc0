package io.github.ablyspring.transport;

import java.time.Duration;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import org.jspecify.annotations.Nullable;

/**
 * The way to other machines: names or a proxy, and TLS.
 *
 * @param hostNames resolves the names of hosts
 * @param tls the TLS of those connections that have it
 * @param proxy the proxy on the way, or {@code null}
 */
record NetworkRoute(HostNames hostNames, ClientTls tls, @Nullable ProxyOptions proxy) {

	/**
	 * Prepares a connection.
	 * @param loop where it lives
	 * @param destination where it leads
	 * @param timeout how long each step may take
	 * @param user what handles the connection behind proxy and TLS
	 * @return ready to connect
	 */
	Bootstrap to(Destination destination, EventLoop loop, Duration timeout, ChannelHandler user) {
		ProxyOptions proxy = proxyTo(destination.host());
		return new Bootstrap().group(loop)
			.channelFactory(NioSocketChannel::new)
			// The proxy may know hosts that this machine does not.
			.resolver((proxy != null) ? NoopAddressResolverGroup.INSTANCE : this.hostNames.resolver())
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
			.remoteAddress(destination.host(), destination.port())
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					if (proxy != null) {
						channel.pipeline().addLast(ProxyHandlers.of(proxy, timeout));
					}
					if (destination.secure()) {
						channel.pipeline().addLast(NetworkRoute.this.tls.handler(channel, destination, timeout));
					}
					channel.pipeline().addLast(user);
				}
			});
	}

	private @Nullable ProxyOptions proxyTo(String host) {
		return (this.proxy != null && this.proxy.appliesTo(host)) ? this.proxy : null;
	}

	/**
	 * Where a connection leads.
	 *
	 * @param secure whether TLS is spoken
	 * @param host the name or the address, that of IPv6 without brackets
	 * @param port the port
	 */
	record Destination(boolean secure, String host, int port) {
	}

}
