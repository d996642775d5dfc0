package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;

import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;

/**
 * HTTP on Netty, with TLS and through proxies, HTTP/2 where the server has it, and
 * compressed answers. Connections are kept for the next request, whoever makes it.
 */
public final class NettyHttpTransport implements HttpTransport {

	/** Holds a page of 1,000 messages of 64 KiB, and no more than a memory can. */
	private static final int MAX_ANSWER = 128 * 1024 * 1024;

	// Shorter than what servers and what lies before them usually allow.
	private static final Duration MAX_IDLE = Duration.ofSeconds(30);

	private final HttpPools pools;

	private final @Nullable SSLContext sslContext;

	private final @Nullable ProxyOptions proxy;

	/**
	 * Creates a transport. It trusts the certificate authorities of the JVM. Meant to be
	 * shared by many clients.
	 * @param eventLoops on which threads it works; each host has one of them
	 * @param hostNames resolves the names of hosts
	 * @param maxConnections how many connections there are at most to one host
	 * @param maxWaiting how many requests may wait for a connection to one host; further
	 * ones fail
	 */
	public NettyHttpTransport(EventLoopGroup eventLoops, HostNames hostNames, int maxConnections, int maxWaiting) {
		this(eventLoops, hostNames, new HttpPool.Limits(maxConnections, maxWaiting, MAX_ANSWER, MAX_IDLE));
	}

	NettyHttpTransport(EventLoopGroup eventLoops, HostNames hostNames, HttpPool.Limits limits) {
		this(new HttpPools(eventLoops, hostNames, limits), null, null);
	}

	private NettyHttpTransport(HttpPools pools, @Nullable SSLContext sslContext, @Nullable ProxyOptions proxy) {
		this.pools = pools;
		this.sslContext = sslContext;
		this.proxy = proxy;
	}

	/**
	 * A transport for a client with wishes of its own, which shares the connections of
	 * this one with those who wish the same. Only this one needs to be closed.
	 * @param sslContext decides whom to trust; {@code null} for those whom the JVM trusts
	 * @param proxy which proxy to use; {@code null} for none
	 * @return the transport
	 */
	public HttpTransport with(@Nullable SSLContext sslContext, @Nullable ProxyOptions proxy) {
		return new NettyHttpTransport(this.pools, sslContext, proxy)::execute;
	}

	@Override
	public CompletableFuture<HttpResponse> execute(HttpRequest request) {
		HttpExchange exchange = new HttpExchange(request);
		this.pools.submit(HttpOrigin.of(request.uri(), this.sslContext, this.proxy), exchange);
		return exchange;
	}

	/**
	 * Closes the connections; what is under way fails.
	 */
	@Override
	public void close() {
		this.pools.close();
	}

}
