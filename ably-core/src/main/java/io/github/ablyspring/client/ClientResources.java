package io.github.ablyspring.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.ablyspring.transport.HostNames;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.NettyHttpTransport;
import io.github.ablyspring.transport.NettyRealtimeTransport;
import io.github.ablyspring.transport.NettySerialLoop;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.TimedHttpTransport;
import io.github.ablyspring.transport.WholeMillis;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * What clients share: a few threads for the network, a pool of HTTP connections, and the
 * executor for user code. A client created without resources uses those that all such
 * clients share, and the last one to be closed frees them.
 * <p>
 * Resources of one's own are for choosing their size, or for using what the application
 * has anyway. Closing them is the business of whoever made them, after their clients.
 */
public final class ClientResources implements AutoCloseable {

	// How long a thread for user code stays when there is nothing to do.
	private static final Duration IDLE = Duration.ofSeconds(2);

	private final ClientResourcesBuilder parts;

	private final EventLoopGroup eventLoops;

	private final HostNames hostNames = HostNames.ofNameServers();

	private final NettyHttpTransport http;

	private final NettyRealtimeTransport webSockets = new NettyRealtimeTransport(this.hostNames, null);

	private final Executor executor;

	private final RequestsUnderWay requests = new RequestsUnderWay(this::free);

	ClientResources(ClientResourcesBuilder parts) {
		this.parts = parts;
		this.eventLoops = new MultiThreadIoEventLoopGroup(parts.ioThreads, new DefaultThreadFactory("ably-io", true),
				WholeMillis.newFactory());
		this.http = new NettyHttpTransport(this.eventLoops, this.hostNames, parts.maxConnections,
				parts.maxPendingRequests);
		this.executor = (parts.executor != null) ? parts.executor
				: new UserThreads("ably-user-", parts.userThreads, IDLE);
	}

	/**
	 * Starts building resources.
	 * @return the builder
	 */
	public static ClientResourcesBuilder builder() {
		return new ClientResourcesBuilder();
	}

	/**
	 * The threads for the network.
	 * @return the event loops
	 */
	public EventLoopGroup eventLoops() {
		return this.eventLoops;
	}

	/**
	 * Where user code runs, unless a client has an executor of its own.
	 * @return the executor
	 */
	public Executor executor() {
		return this.executor;
	}

	SerialLoop newLoop() {
		Supplier<? extends SerialLoop> given = this.parts.loops;
		return (given != null) ? given.get() : new NettySerialLoop(this.eventLoops.next());
	}

	HttpTransport httpTransport(ClientOptions options, SerialLoop loop) {
		HttpTransport transport = new TimedHttpTransport(undecoratedHttpTransport(options), loop);
		for (UnaryOperator<HttpTransport> decorator : options.httpTransportDecorators()) {
			transport = decorator.apply(transport);
		}
		return transport;
	}

	private HttpTransport undecoratedHttpTransport(ClientOptions options) {
		HttpTransport own = options.httpTransport();
		if (own != null) {
			return own;
		}
		if (this.parts.httpTransport != null) {
			return this.parts.httpTransport;
		}
		return this.requests.counting(this.http.with(options.sslContext(), options.proxy()));
	}

	RealtimeTransport realtimeTransport(ClientOptions options) {
		RealtimeTransport own = options.realtimeTransport();
		if (own != null) {
			return own;
		}
		RealtimeTransport given = this.parts.realtimeTransport;
		return (given != null) ? given : this.webSockets.with(options.sslContext(), options.proxy());
	}

	/**
	 * Closes connections and ends threads, once the requests under way have ended.
	 * Clients must be closed before.
	 */
	@Override
	public void close() {
		this.requests.close();
	}

	private void free() {
		this.http.close();
		this.hostNames.close();
		this.eventLoops.shutdownGracefully(0, 10, TimeUnit.SECONDS);
	}

}
