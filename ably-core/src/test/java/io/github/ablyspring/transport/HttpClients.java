package io.github.ablyspring.transport;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * HTTP transports on one event loop of their own, requests that may take as long as they
 * do on a busy machine, and what becomes of them.
 */
final class HttpClients implements AutoCloseable {

	static final Duration LONG = Duration.ofSeconds(60);

	private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final List<NettyHttpTransport> transports = new ArrayList<>();

	/** A transport to hosts that have names as everywhere on this machine. */
	NettyHttpTransport create(HttpPool.Limits limits) {
		return create(limits, DefaultAddressResolverGroup.INSTANCE);
	}

	NettyHttpTransport create(HttpPool.Limits limits, AddressResolverGroup<?> names) {
		NettyHttpTransport transport = new NettyHttpTransport(this.loops, HostNames.of(names), limits);
		this.transports.add(transport);
		return transport;
	}

	/** Waits until whatever was set off on the one event loop is done. */
	void settle() {
		for (int i = 0; i < 5; i++) {
			this.loops.submit(() -> {
			}).syncUninterruptibly();
		}
	}

	@Override
	public void close() {
		this.transports.forEach(NettyHttpTransport::close);
		this.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	static HttpRequest request(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
		return new HttpRequest(method, uri, headers, body, LONG, LONG);
	}

	static HttpResponse answer(CompletableFuture<HttpResponse> request) throws Exception {
		return request.get(30, TimeUnit.SECONDS);
	}

	static TransportException failure(CompletableFuture<HttpResponse> request) {
		ExecutionException wrapped = catchThrowableOfType(ExecutionException.class, () -> answer(request));
		return (TransportException) wrapped.getCause();
	}

}
