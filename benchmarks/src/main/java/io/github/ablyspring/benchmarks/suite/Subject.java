package io.github.ablyspring.benchmarks.suite;

import java.util.Locale;

/**
 * The clients that are compared and run on the JVM.
 */
enum Subject {

	OURS, ABLY_JAVA, NETTY;

	static Subject of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	Peer open(Peer.Settings settings) {
		return switch (this) {
			case OURS -> new OurPeer(settings);
			case ABLY_JAVA -> new AblyJavaPeer(settings);
			case NETTY -> new NettyPeer(settings);
		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
