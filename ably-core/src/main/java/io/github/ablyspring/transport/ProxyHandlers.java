package io.github.ablyspring.transport;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks4ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;

/**
 * The way of a connection through a proxy.
 */
final class ProxyHandlers {

	private ProxyHandlers() {
	}

	static ProxyHandler of(ProxyOptions proxy, Duration timeout) {
		ProxyHandler handler = handler(proxy, new InetSocketAddress(proxy.host(), proxy.port()));
		handler.setConnectTimeoutMillis(timeout.toMillis());
		return handler;
	}

	private static ProxyHandler handler(ProxyOptions proxy, InetSocketAddress address) {
		String user = proxy.username();
		String password = (proxy.password() != null) ? proxy.password() : "";
		return switch (proxy.type()) {
			case HTTP -> (user != null) ? new HttpProxyHandler(address, user, password) : new HttpProxyHandler(address);
			case SOCKS4 -> (user != null) ? new Socks4ProxyHandler(address, user) : new Socks4ProxyHandler(address);
			case SOCKS5 ->
				(user != null) ? new Socks5ProxyHandler(address, user, password) : new Socks5ProxyHandler(address);
		};
	}

}
