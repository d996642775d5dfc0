package io.github.ablyspring.transport;

import java.util.function.Supplier;

import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of hosts. What does so is made when it is needed first: it reads the
 * configuration of the machine, and a client that never connects needs none of it.
 */
final class HostNames implements AutoCloseable {

	private final Supplier<AddressResolverGroup<?>> source;

	private @Nullable AddressResolverGroup<?> resolver;

	HostNames(Supplier<AddressResolverGroup<?>> source) {
		this.source = source;
	}

	synchronized AddressResolverGroup<?> resolver() {
		AddressResolverGroup<?> resolver = this.resolver;
		if (resolver == null) {
			resolver = this.source.get();
			this.resolver = resolver;
		}
		return resolver;
	}

	/** Gives up the sockets by which names are resolved. */
	@Override
	public synchronized void close() {
		if (this.resolver != null) {
			this.resolver.close();
		}
	}

}
