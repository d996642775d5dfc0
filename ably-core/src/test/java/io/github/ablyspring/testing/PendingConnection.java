package io.github.ablyspring.testing;

import java.net.URI;
import java.time.Instant;

import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportException.Kind;

/**
 * An attempt to connect that waits for the test to say how it ends.
 */
public final class PendingConnection {

	private final PendingRequest request;

	private final Runnable connected;

	PendingConnection(PendingRequest request, Runnable connected) {
		this.request = request;
		this.connected = connected;
	}

	/**
	 * The host to connect to.
	 * @return its name
	 */
	public String host() {
		return this.request.host();
	}

	/**
	 * The port to connect to.
	 * @return its number
	 */
	public int port() {
		URI url = this.request.url();
		return (url.getPort() >= 0) ? url.getPort() : (tls() ? 443 : 80);
	}

	/**
	 * Whether the connection is encrypted.
	 * @return {@code true} for HTTPS
	 */
	public boolean tls() {
		return "https".equals(this.request.url().getScheme());
	}

	/**
	 * When it was attempted.
	 * @return the virtual time
	 */
	public Instant timestamp() {
		return this.request.timestamp();
	}

	/**
	 * The connection is there; its request comes.
	 */
	public void succeed() {
		this.connected.run();
	}

	/**
	 * The connection is refused.
	 */
	public void refuse() {
		this.request.fail(new TransportException(Kind.REFUSED, "Connection refused: " + host()));
	}

	/**
	 * The name of the host is not known.
	 */
	public void failDns() {
		this.request.fail(new TransportException(Kind.DNS, "Unknown host: " + host()));
	}

	/**
	 * The connection is not there in time: fails once the time that the request allows
	 * has passed.
	 */
	public void timeOut() {
		this.request.failAfter(this.request.raw().connectTimeout(),
				new TransportException(Kind.CONNECT_TIMEOUT, "No connection in time: " + host()));
	}

}
