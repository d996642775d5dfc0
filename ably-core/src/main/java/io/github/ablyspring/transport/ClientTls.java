package io.github.ablyspring.transport;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of WebSockets, made when it is needed first: reading all certificate
 * authorities takes a while.
 */
final class ClientTls implements Supplier<SslContext> {

	private final @Nullable SSLContext given;

	private final AtomicReference<@Nullable SslContext> made = new AtomicReference<>();

	ClientTls(@Nullable SSLContext given) {
		this.given = given;
	}

	@Override
	public SslContext get() {
		SslContext context = this.made.get();
		if (context == null) {
			context = make();
			this.made.set(context);
		}
		return context;
	}

	private SslContext make() {
		if (this.given != null) {
			return new JdkSslContext(this.given, true, null, IdentityCipherSuiteFilter.INSTANCE, null, ClientAuth.NONE,
					null, false);
		}
		try {
			return SslContextBuilder.forClient().build();
		}
		catch (SSLException ex) {
			throw new TransportException(TransportException.Kind.TLS, "there is no TLS on this JVM", ex);
		}
	}

	static void verifyHostName(SSLEngine engine) {
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		engine.setSSLParameters(parameters);
	}

}
