package io.github.ablyspring.client;

import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.ablyspring.transport.ProxyOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options that say where the service is and how to get there.
 *
 * @param <B> the type of the builder
 */
public abstract class EndpointPart<B extends EndpointPart<B>> extends CredentialsPart<B> {

	private static final int MAX_PORT = 65535;

	@Nullable String endpoint;

	@Nullable String environment;

	@Nullable String restHost;

	@Nullable String realtimeHost;

	@Nullable List<String> fallbackHosts;

	boolean fallbackHostsUseDefault;

	boolean tls = true;

	int port = 80;

	int tlsPort = 443;

	String connectivityCheckUrl = "https://internet-up.ably-realtime.com/is-the-internet-up.txt";

	boolean basicAuthOverPlainHttpOnLoopback;

	@Nullable ProxyOptions proxy;

	@Nullable SSLContext sslContext;

	EndpointPart() {
	}

	/**
	 * Sets where the service is (REC1b).
	 * @param endpoint a routing policy such as {@code main}, a non-production one such as
	 * {@code nonprod:sandbox}, or the name of a host
	 * @return this
	 */
	public B endpoint(@Nullable String endpoint) {
		this.endpoint = endpoint;
		return self();
	}

	/**
	 * Sets the routing policy.
	 * @param environment its name
	 * @return this
	 * @deprecated in favor of {@link #endpoint(String)} (TO3k1)
	 */
	@Deprecated(since = "0.1.0")
	public B environment(@Nullable String environment) {
		this.environment = environment;
		return self();
	}

	/**
	 * Sets the host.
	 * @param restHost its name
	 * @return this
	 * @deprecated in favor of {@link #endpoint(String)} (TO3k2)
	 */
	@Deprecated(since = "0.1.0")
	public B restHost(@Nullable String restHost) {
		this.restHost = restHost;
		return self();
	}

	/**
	 * Sets the host, unless {@code restHost} does.
	 * @param realtimeHost its name
	 * @return this
	 * @deprecated in favor of {@link #endpoint(String)} (TO3k3)
	 */
	@Deprecated(since = "0.1.0")
	public B realtimeHost(@Nullable String realtimeHost) {
		this.realtimeHost = realtimeHost;
		return self();
	}

	/**
	 * Sets which hosts are asked when the first one does not answer (TO3k6).
	 * @param fallbackHosts their names; none, for never asking another host
	 * @return this
	 */
	public B fallbackHosts(@Nullable List<String> fallbackHosts) {
		this.fallbackHosts = (fallbackHosts != null) ? Checks.elements("fallbackHosts", fallbackHosts) : null;
		return self();
	}

	/**
	 * Sets whether the usual fallback hosts are asked although the host is an unusual
	 * one.
	 * @param fallbackHostsUseDefault {@code false} by default
	 * @return this
	 * @deprecated in favor of {@link #fallbackHosts(List)} (TO3k7)
	 */
	@Deprecated(since = "0.1.0")
	public B fallbackHostsUseDefault(boolean fallbackHostsUseDefault) {
		this.fallbackHostsUseDefault = fallbackHostsUseDefault;
		return self();
	}

	/**
	 * Sets whether all communication is encrypted (TO3d).
	 * @param tls {@code true} by default; without it, a key cannot be used itself
	 * @return this
	 */
	public B tls(boolean tls) {
		this.tls = tls;
		return self();
	}

	/**
	 * Sets the port for unencrypted communication (TO3k4).
	 * @param port 80 by default
	 * @return this
	 */
	public B port(int port) {
		this.port = Checks.range("port", port, 1, MAX_PORT);
		return self();
	}

	/**
	 * Sets the port for encrypted communication (TO3k5).
	 * @param tlsPort 443 by default
	 * @return this
	 */
	public B tlsPort(int tlsPort) {
		this.tlsPort = Checks.range("tlsPort", tlsPort, 1, MAX_PORT);
		return self();
	}

	/**
	 * Sets what is asked to learn whether there is an internet at all (REC3b).
	 * @param connectivityCheckUrl an absolute HTTP or HTTPS URL
	 * @return this
	 */
	public B connectivityCheckUrl(String connectivityCheckUrl) {
		this.connectivityCheckUrl = Checks.present("connectivityCheckUrl", connectivityCheckUrl);
		return self();
	}

	/**
	 * Sets whether a key may be used itself without TLS when the host is this machine;
	 * for development against an emulator. Everywhere else that is refused (RSA1).
	 * @param allow {@code false} by default
	 * @return this
	 */
	public B basicAuthOverPlainHttpOnLoopback(boolean allow) {
		this.basicAuthOverPlainHttpOnLoopback = allow;
		return self();
	}

	/**
	 * Sets the proxy through which the service is reached.
	 * @param proxy the proxy, or {@code null} for none
	 * @return this
	 */
	public B proxy(@Nullable ProxyOptions proxy) {
		this.proxy = proxy;
		return self();
	}

	/**
	 * Sets which certificates are trusted, and which are shown.
	 * @param sslContext the context, or {@code null} for that of the JVM
	 * @return this
	 */
	public B sslContext(@Nullable SSLContext sslContext) {
		this.sslContext = sslContext;
		return self();
	}

}
