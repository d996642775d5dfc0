package io.github.ablyspring.emulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;

import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.net.Port;

/**
 * A port of an emulator, with faults of its own.
 */
public final class EmulatorPort implements AutoCloseable {

	private final Port port;

	private final AblyFaults faults;

	private final boolean tls;

	private final Consumer<EmulatorPort> onClose;

	EmulatorPort(Port port, AblyFaults faults, boolean tls, Consumer<EmulatorPort> onClose) {
		this.port = port;
		this.faults = faults;
		this.tls = tls;
		this.onClose = onClose;
	}

	InetSocketAddress address() {
		return this.port.address();
	}

	/**
	 * The number of the port.
	 * @return the number
	 */
	public int port() {
		return this.port.address().getPort();
	}

	/**
	 * The host a client connects to.
	 * @return an address
	 */
	public String host() {
		InetAddress address = this.port.address().getAddress();
		return (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress();
	}

	/**
	 * The address of the REST API.
	 * @return for instance <code>http://127.0.0.1:49152</code>
	 */
	public URI uri() {
		String host = host();
		return URI.create((this.tls ? "https" : "http") + "://" + ((host.indexOf(':') < 0) ? host : "[" + host + "]")
				+ ":" + port());
	}

	/**
	 * Lets it misbehave, and tells what was said here.
	 * @return the controls of this port
	 */
	public AblyFaults faults() {
		return this.faults;
	}

	@Override
	public void close() {
		this.port.close();
		this.onClose.accept(this);
	}

	@Override
	public String toString() {
		return "EmulatorPort[" + uri() + "]";
	}

}
