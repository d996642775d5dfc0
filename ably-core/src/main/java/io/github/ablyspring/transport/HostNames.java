package io.github.ablyspring.transport;

import java.util.function.Supplier;

import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of hosts. What does so is made when it is needed first: it reads the
 * configuration of the machine, and a client that never connects needs none of it.
 */
public final class HostNames implements AutoCloseable {

	private final Supplier<AddressResolverGroup<?>> source;

	private @Nullable AddressResolverGroup<?> resolver;

	private HostNames(Supplier<AddressResolverGroup<?>> source) {
		this.source = source;
	}

	/**
	 * Asks the name servers of this machine, without blocking, and remembers what they
	 * say for as long as they allow.
	 * @return the names
	 */
	public static HostNames ofNameServers() {
		return new HostNames(() -> new DnsAddressResolverGroup(
				new DnsNameResolverBuilder().datagramChannelFactory(NioDatagramChannel::new)));
	}

	/**
	 * Asks a resolver.
	 * @param resolver resolves the names of hosts; closed with these names
	 * @return the names
	 */
	public static HostNames of(AddressResolverGroup<?> resolver) {
		return new HostNames(() -> resolver);
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
