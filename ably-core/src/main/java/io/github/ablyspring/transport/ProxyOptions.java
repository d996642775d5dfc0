package io.github.ablyspring.transport;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A proxy between this machine and the service.
 *
 * @param type how it is spoken to
 * @param host its host
 * @param port its port
 * @param username who asks it, or {@code null}
 * @param password the password of that user, or {@code null}
 * @param nonProxyHosts which hosts are reached without it; {@code *} stands for any part
 * of a name
 */
public record ProxyOptions(Type type, String host, int port, @Nullable String username, @Nullable String password,
		List<String> nonProxyHosts) {

	/**
	 * Checks the address and copies the list.
	 */
	public ProxyOptions {
		if (host.isBlank() || port < 1 || port > 65535) {
			throw new IllegalArgumentException("A proxy needs a host, and a port from 1 to 65535");
		}
		nonProxyHosts = List.copyOf(nonProxyHosts);
	}

	/**
	 * An HTTP proxy, reached with CONNECT.
	 * @param host its host
	 * @param port its port
	 * @return the proxy
	 */
	public static ProxyOptions http(String host, int port) {
		return new ProxyOptions(Type.HTTP, host, port, null, null, List.of());
	}

	/**
	 * A SOCKS proxy, version 5.
	 * @param host its host
	 * @param port its port
	 * @return the proxy
	 */
	public static ProxyOptions socks5(String host, int port) {
		return new ProxyOptions(Type.SOCKS5, host, port, null, null, List.of());
	}

	/**
	 * The same proxy, with credentials.
	 * @param username who asks it
	 * @param password the password of that user
	 * @return a copy
	 */
	public ProxyOptions credentials(String username, String password) {
		return new ProxyOptions(this.type, this.host, this.port, username, password, this.nonProxyHosts);
	}

	/**
	 * The same proxy, not used for some hosts.
	 * @param hosts their names; {@code *} stands for any part
	 * @return a copy
	 */
	public ProxyOptions except(String... hosts) {
		return new ProxyOptions(this.type, this.host, this.port, this.username, this.password, List.of(hosts));
	}

	/**
	 * Whether connections to a host go through the proxy.
	 * @param host the host
	 * @return {@code false} for those that are excepted
	 */
	boolean appliesTo(String host) {
		return this.nonProxyHosts.isEmpty() || !host.matches(nonProxyPattern());
	}

	String nonProxyPattern() {
		return this.nonProxyHosts.stream()
			.map((host) -> host.chars()
				.mapToObj((c) -> (c == '*') ? ".*" : Pattern.quote(String.valueOf((char) c)))
				.collect(Collectors.joining()))
			.collect(Collectors.joining("|"));
	}

	@Override
	public String toString() {
		return this.type + " proxy " + this.host + ":" + this.port
				+ ((this.username != null) ? ", with credentials" : "");
	}

	/**
	 * How a proxy is spoken to.
	 */
	public enum Type {

		/** HTTP, with CONNECT. */
		HTTP,

		/** SOCKS, version 4. */
		SOCKS4,

		/** SOCKS, version 5. */
		SOCKS5

	}

}
