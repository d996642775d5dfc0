package io.github.ablyspring.transport;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.channel.ConnectTimeoutException;

/**
 * Says what a failure of the network means. The messages of exceptions may quote the
 * address with its credentials, so only their kind is told.
 */
final class TransportFailures {

	private TransportFailures() {
	}

	static TransportException translate(Throwable cause) {
		if (cause instanceof TransportException transport) {
			return transport;
		}
		if (cause instanceof UnknownHostException) {
			return new TransportException(Kind.DNS, "the name of the host is not known", cause);
		}
		if (cause instanceof ConnectTimeoutException) {
			return new TransportException(Kind.CONNECT_TIMEOUT, "the host did not answer in time", cause);
		}
		if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
			return new TransportException(Kind.REFUSED, "the host refused the connection", cause);
		}
		if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
			return new TransportException(Kind.TLS, "there is no agreement on TLS", cause);
		}
		return new TransportException(Kind.CLOSED, "the connection broke", cause);
	}

}
