package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of connections, made when it is needed first: reading all certificate
 * authorities takes a while.
 */
final class ClientTls {

	private static final ApplicationProtocolConfig BEST_HTTP = new ApplicationProtocolConfig(Protocol.ALPN,
			SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
			ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

	private final @Nullable SSLContext given;

	private final @Nullable ApplicationProtocolConfig protocols;

	private final AtomicReference<@Nullable SslContext> made = new AtomicReference<>();

	private ClientTls(@Nullable SSLContext given, @Nullable ApplicationProtocolConfig protocols) {
		this.given = given;
		this.protocols = protocols;
	}

	static ClientTls forWebSockets(@Nullable SSLContext given) {
		return new ClientTls(given, null);
	}

	static ClientTls forHttp(@Nullable SSLContext given) {
		return new ClientTls(given, BEST_HTTP);
	}

	/**
	 * The TLS of one connection, which verifies that the certificate is that of the host.
	 */
	SslHandler handler(Channel channel, NetworkRoute.Destination destination, Duration timeout) {
		SslHandler handler = context().newHandler(channel.alloc(), destination.host(), destination.port());
		SSLParameters parameters = handler.engine().getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		handler.engine().setSSLParameters(parameters);
		handler.setHandshakeTimeoutMillis(timeout.toMillis());
		return handler;
	}

	private SslContext context() {
		SslContext context = this.made.get();
		if (context == null) {
			context = make();
			this.made.set(context);
		}
		return context;
	}

	private SslContext make() {
		if (this.given != null) {
			return new JdkSslContext(this.given, true, null, IdentityCipherSuiteFilter.INSTANCE, this.protocols,
					ClientAuth.NONE, null, false);
		}
		try {
			return SslContextBuilder.forClient().applicationProtocolConfig(this.protocols).build();
		}
		catch (SSLException ex) {
			throw new TransportException(TransportException.Kind.TLS, "there is no TLS on this JVM", ex);
		}
	}

}
