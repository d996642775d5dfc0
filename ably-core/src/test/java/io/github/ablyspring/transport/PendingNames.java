package io.github.ablyspring.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names of hosts that are resolved when a test says so: until then, a connection is being
 * opened.
 */
final class PendingNames extends AddressResolverGroup<InetSocketAddress> {

	private final BlockingQueue<Promise<InetAddress>> asked = new LinkedBlockingQueue<>();

	/** Waits for the next connection that is being opened, and lets it fail. */
	void failNext() throws InterruptedException {
		next().setFailure(new UnknownHostException("no-such-host"));
	}

	/** Waits for the next connection that is being opened, and lets it go on. */
	void resolveNext() throws InterruptedException {
		next().setSuccess(InetAddress.getLoopbackAddress());
	}

	/** Waits for the next connection that is being opened. */
	Promise<InetAddress> next() throws InterruptedException {
		Promise<InetAddress> promise = this.asked.poll(30, TimeUnit.SECONDS);
		assertThat(promise).as("a connection that is being opened").isNotNull();
		return promise;
	}

	boolean isAnythingPending() {
		return !this.asked.isEmpty();
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new InetNameResolver(executor) {

			@Override
			protected void doResolve(String name, Promise<InetAddress> promise) {
				PendingNames.this.asked.add(promise);
			}

			@Override
			protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
				throw new UnsupportedOperationException();
			}

		}.asAddressResolver();
	}

}
