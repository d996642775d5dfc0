package io.github.ablyspring.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import javax.net.ssl.SSLContext;

import io.netty.channel.EventLoopGroup;

/**
 * The pools of connections, one for each origin that is in use.
 */
final class HttpPools {

	private final ConcurrentMap<HttpOrigin, HttpPool> pools = new ConcurrentHashMap<>();

	private final EventLoopGroup eventLoops;

	private final HostNames hostNames;

	private final ClientTls tls = ClientTls.forHttp(null);

	private final HttpPool.Limits limits;

	private volatile boolean closed;

	HttpPools(EventLoopGroup eventLoops, HostNames hostNames, HttpPool.Limits limits) {
		this.eventLoops = eventLoops;
		this.hostNames = hostNames;
		this.limits = limits;
	}

	void submit(HttpOrigin origin, HttpExchange exchange) {
		HttpPool known = this.pools.get(origin);
		((known != null) ? known : this.pools.computeIfAbsent(origin, this::create)).submit(exchange);
	}

	private HttpPool create(HttpOrigin origin) {
		SSLContext given = origin.sslContext();
		NetworkRoute route = new NetworkRoute(this.hostNames, (given != null) ? ClientTls.forHttp(given) : this.tls,
				origin.proxy());
		HttpDialer dialer = new HttpDialer(origin.destination(), route, this.limits.maxAnswer());
		return new HttpPool(this, origin, this.eventLoops.next(), dialer, this.limits);
	}

	/**
	 * Forgets a pool that holds nothing. What it is asked for later goes to another.
	 */
	void forget(HttpOrigin origin, HttpPool pool) {
		this.pools.remove(origin, pool);
	}

	/**
	 * Whether no request may be sent any more. A pool asks before it takes one, so that
	 * none is left behind by {@link #close()}.
	 */
	boolean isClosed() {
		return this.closed;
	}

	void close() {
		this.closed = true;
		this.pools.values().forEach(HttpPool::close);
	}

}
