package io.github.ablyspring.transport;

import java.net.URI;
import java.util.List;

/**
 * Where the service is: what the endpoint options amount to (REC1 to REC3).
 *
 * @param primary the primary domain
 * @param fallbacks the fallback domains, maybe none
 * @param tls whether all communication is encrypted
 * @param port the port without TLS
 * @param tlsPort the port with TLS
 * @param connectivityCheckUrl what to ask to learn whether there is an internet at all
 */
public record Hosts(String primary, List<String> fallbacks, boolean tls, int port, int tlsPort,
		String connectivityCheckUrl) {

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	/**
	 * Copies the list.
	 */
	public Hosts {
		fallbacks = List.copyOf(fallbacks);
	}

	/**
	 * The address of a resource for HTTP.
	 * @param host one of the hosts
	 * @param pathAndQuery the encoded path, with a leading slash, and query
	 * @return the address
	 */
	public URI http(String host, String pathAndQuery) {
		return URI.create((this.tls ? "https://" : "http://") + authority(host) + pathAndQuery);
	}

	/**
	 * The port that follows from whether all is encrypted.
	 * @return the port
	 */
	public int portInUse() {
		return this.tls ? this.tlsPort : this.port;
	}

	private String authority(String host) {
		String name = (host.indexOf(':') >= 0 && !host.startsWith("[")) ? "[" + host + "]" : host;
		int port = portInUse();
		return (port == (this.tls ? HTTPS_PORT : HTTP_PORT)) ? name : name + ":" + port;
	}

}
