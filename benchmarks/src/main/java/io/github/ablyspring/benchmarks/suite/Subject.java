package io.github.ablyspring.benchmarks.suite;

import java.util.Locale;

import io.github.ablyspring.protocol.WireFormat;

/**
 * The clients that are compared and run on the JVM.
 */
enum Subject {

	OURS, ABLY_JAVA, NETTY;

	static Subject of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	Peer open(int port, WireFormat format) {
		return switch (this) {
			case OURS -> new OurPeer(port, format);
			case ABLY_JAVA -> new AblyJavaPeer(port, format);
			case NETTY -> new NettyPeer(port, format);
		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
