package io.github.ablyspring.client;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link ClientResources}.
 */
public final class ClientResourcesBuilder {

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	int ioThreads = Math.max(2, Math.min(8, PROCESSORS));

	// Together with those for the network: twice as many as processors, and four.
	int userThreads = 2 * PROCESSORS + 4 - this.ioThreads;

	int maxConnections = 64;

	int maxPendingRequests = 100_000;

	@Nullable Executor executor;

	@Nullable HttpTransport httpTransport;

	@Nullable RealtimeTransport realtimeTransport;

	@Nullable Supplier<? extends SerialLoop> loops;

	ClientResourcesBuilder() {
	}

	/**
	 * Sets how many threads there are for the network.
	 * @param ioThreads as many as processors by default, but from 2 to 8
	 * @return this
	 */
	public ClientResourcesBuilder ioThreads(int ioThreads) {
		this.ioThreads = Checks.range("ioThreads", ioThreads, 1, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * Sets how many threads there are for user code, unless an executor is given.
	 * @param userThreads twice as many as processors by default, and four more, less
	 * those for the network as they are by default
	 * @return this
	 */
	public ClientResourcesBuilder userThreads(int userThreads) {
		this.userThreads = Checks.range("userThreads", userThreads, 1, Short.MAX_VALUE);
		return this;
	}

	/**
	 * Sets how many HTTP connections there are at most to one host.
	 * @param maxConnections 64 by default
	 * @return this
	 */
	public ClientResourcesBuilder maxConnections(int maxConnections) {
		this.maxConnections = Checks.range("maxConnections", maxConnections, 1, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * Sets how many HTTP requests may wait for a connection; further ones fail.
	 * @param maxPendingRequests 100,000 by default
	 * @return this
	 */
	public ClientResourcesBuilder maxPendingRequests(int maxPendingRequests) {
		this.maxPendingRequests = Checks.range("maxPendingRequests", maxPendingRequests, 1, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * Sets where user code runs: listeners, callbacks and whatever hangs on futures. It
	 * is not shut down with the resources.
	 * @param executor threads of the library's own, by default; one with a virtual thread
	 * for each task does as well
	 * @return this
	 */
	public ClientResourcesBuilder executor(@Nullable Executor executor) {
		this.executor = executor;
		return this;
	}

	/**
	 * Sets what makes HTTP requests.
	 * @param httpTransport Netty by default
	 * @return this
	 */
	public ClientResourcesBuilder httpTransport(@Nullable HttpTransport httpTransport) {
		this.httpTransport = httpTransport;
		return this;
	}

	/**
	 * Sets what makes realtime connections.
	 * @param realtimeTransport Netty by default
	 * @return this
	 */
	public ClientResourcesBuilder realtimeTransport(@Nullable RealtimeTransport realtimeTransport) {
		this.realtimeTransport = realtimeTransport;
		return this;
	}

	/**
	 * Sets where the loops of clients come from, for tests that make time pass
	 * themselves.
	 * @param loops gives a loop for each client
	 * @return this
	 */
	public ClientResourcesBuilder serialLoops(@Nullable Supplier<? extends SerialLoop> loops) {
		this.loops = loops;
		return this;
	}

	/**
	 * Builds the resources.
	 * @return the resources
	 */
	public ClientResources build() {
		return new ClientResources(this);
	}

}
