package io.github.ablyspring.transport;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.resolver.NoopAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * Makes the HTTP clients of Reactor Netty that {@link ReactorNettyHttpTransport} works
 * with.
 */
public final class ReactorNettyHttpClients {

	private ReactorNettyHttpClients() {
	}

	/**
	 * Makes a transport.
	 * @param eventLoops on which threads it works
	 * @param connections its pool
	 * @param sslContext which certificates it trusts, or {@code null} for those of the
	 * JVM
	 * @param proxy through which proxy it goes, or {@code null} for none
	 * @return the transport
	 */
	public static HttpTransport create(EventLoopGroup eventLoops, ConnectionProvider connections,
			@Nullable SSLContext sslContext, @Nullable ProxyOptions proxy) {
		HttpClient client = HttpClient.create(connections).runOn(eventLoops).compress(true);
		client = secure(client.protocol(HttpProtocol.H2, HttpProtocol.HTTP11), sslContext);
		HttpClient direct = client.noProxy();
		if (proxy == null) {
			return new ReactorNettyHttpTransport(direct);
		}
		// The proxy may know hosts that this machine does not.
		HttpClient proxied = client.proxy((spec) -> describe(proxy, spec)).resolver(NoopAddressResolverGroup.INSTANCE);
		return new ReactorNettyHttpTransport(direct, proxied, proxy);
	}

	private static HttpClient secure(HttpClient client, @Nullable SSLContext sslContext) {
		if (sslContext == null) {
			return client.secure();
		}
		SslContext netty = netty(sslContext);
		return client.secure(
				(spec) -> spec.sslContext(netty).handlerConfigurator((handler) -> verifyHostName(handler.engine())));
	}

	private static void describe(ProxyOptions proxy, ProxyProvider.TypeSpec spec) {
		ProxyProvider.Proxy type = switch (proxy.type()) {
			case HTTP -> ProxyProvider.Proxy.HTTP;
			case SOCKS4 -> ProxyProvider.Proxy.SOCKS4;
			case SOCKS5 -> ProxyProvider.Proxy.SOCKS5;
		};
		ProxyProvider.Builder builder = spec.type(type).host(proxy.host()).port(proxy.port());
		if (proxy.username() != null) {
			String password = (proxy.password() != null) ? proxy.password() : "";
			builder.username(proxy.username()).password((username) -> password);
		}
	}

	private static SslContext netty(SSLContext context) {
		ApplicationProtocolConfig alpn = new ApplicationProtocolConfig(Protocol.ALPN,
				SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
				ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
		return new JdkSslContext(context, true, Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE, alpn,
				ClientAuth.NONE, null, false);
	}

	private static void verifyHostName(SSLEngine engine) {
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		engine.setSSLParameters(parameters);
	}

}
