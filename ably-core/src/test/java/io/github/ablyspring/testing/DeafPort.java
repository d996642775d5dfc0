package io.github.ablyspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine on which nobody listens, and nobody else can meanwhile: whoever
 * connects is refused. A port that was merely free a moment ago may be somebody's by now.
 */
public final class DeafPort implements AutoCloseable {

	private final Socket holder = new Socket();

	/**
	 * Takes a port.
	 */
	public DeafPort() {
		try {
			this.holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The port.
	 * @return its number
	 */
	public int number() {
		return this.holder.getLocalPort();
	}

	@Override
	public void close() {
		try {
			this.holder.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
