package io.github.ablyspring.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.protocol.WireFormat;

/**
 * Where and how a {@link RealtimeTransport} connects.
 *
 * @param secure whether the connection is encrypted
 * @param host the host
 * @param port the port
 * @param target the encoded path with its query, which holds credentials and must not be
 * logged
 * @param format the format of the frames
 * @param timeout how long opening may take
 * @param maxFrameSize the largest frame to accept, in bytes
 * @param headers headers of the opening request
 */
public record TransportRequest(boolean secure, String host, int port, String target, WireFormat format,
		Duration timeout, int maxFrameSize, Map<String, String> headers) {

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	public TransportRequest {
		host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		headers = Map.copyOf(headers);
	}

	/**
	 * The host, with the port unless it is the usual one.
	 * @return what is to be sent as {@code Host}
	 */
	public String authority() {
		String name = (this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host;
		return (this.port == (this.secure ? HTTPS_PORT : HTTP_PORT)) ? name : name + ":" + this.port;
	}

	/**
	 * The address as a whole. It holds credentials.
	 * @return the address
	 */
	public URI uri() {
		return URI.create((this.secure ? "wss://" : "ws://") + authority() + this.target);
	}

	/**
	 * Names the host and the format only: the query holds credentials.
	 */
	@Override
	public String toString() {
		return "TransportRequest[" + (this.secure ? "wss://" : "ws://") + authority() + ", " + this.format + "]";
	}

}
