package io.github.ablyspring.transport;

import java.net.URI;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Where connections lead, and how. What goes to the same origin shares them.
 *
 * @param secure whether TLS is spoken
 * @param host the name or the address, that of IPv6 without brackets
 * @param port the port
 * @param sslContext decides whom to trust; {@code null} for those whom the JVM trusts
 * @param proxy the proxy on the way, or {@code null}
 */
record HttpOrigin(boolean secure, String host, int port, @Nullable SSLContext sslContext,
		@Nullable ProxyOptions proxy) {

	static HttpOrigin of(URI uri, @Nullable SSLContext sslContext, @Nullable ProxyOptions proxy) {
		String host = uri.getHost();
		if (host == null) {
			throw new IllegalArgumentException("There is no host in the address of a request");
		}
		boolean secure = "https".equalsIgnoreCase(uri.getScheme());
		int port = (uri.getPort() != -1) ? uri.getPort() : (secure ? 443 : 80);
		return new HttpOrigin(secure, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port,
				secure ? sslContext : null, (proxy != null && proxy.appliesTo(host)) ? proxy : null);
	}

	NetworkRoute.Destination destination() {
		return new NetworkRoute.Destination(this.secure, this.host, this.port);
	}

}
