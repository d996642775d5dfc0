package io.github.ablyspring.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.Exceptions;

/**
 * Says of what HTTP clients fail with, be it Netty, Reactor Netty or the JDK's own, which
 * kind of failure it is: for whoever writes an {@link HttpTransport}.
 */
public final class NetworkFailures {

	private NetworkFailures() {
	}

	/**
	 * Makes a {@link TransportException} of what a client has failed with.
	 * @param failure the failure
	 * @param uri where the request went; only its host is told
	 * @return the failure in the terms of the engine
	 */
	public static TransportException classify(Throwable failure, URI uri) {
		Throwable inner = Exceptions.unwrap(failure);
		if (inner instanceof TransportException known) {
			return known;
		}
		String message = inner.getMessage();
		String who = (inner instanceof ProxyConnectException) ? "the proxy refused the way to " : "";
		String text = who + uri.getHost() + ": " + ((message != null) ? message : inner.getClass().getSimpleName());
		return new TransportException(kind(inner), text, inner);
	}

	private static Kind kind(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			Kind kind = kindOf(cause);
			if (kind != Kind.OTHER) {
				return kind;
			}
			if (cause instanceof ProxyConnectException) {
				break;
			}
		}
		return Kind.OTHER;
	}

	private static Kind kindOf(Throwable failure) {
		if (failure instanceof SslHandshakeTimeoutException) {
			return Kind.CONNECT_TIMEOUT;
		}
		if (failure instanceof UnknownHostException) {
			return Kind.DNS;
		}
		if (failure instanceof UnresolvedAddressException
				|| (failure instanceof ConnectException && failure.getCause() instanceof UnresolvedAddressException)) {
			return Kind.DNS;
		}
		if (failure instanceof ConnectTimeoutException || failure instanceof HttpConnectTimeoutException) {
			return Kind.CONNECT_TIMEOUT;
		}
		if (failure instanceof ProxyConnectException) {
			return Kind.OTHER;
		}
		if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
			return Kind.REFUSED;
		}
		if (failure instanceof ReadTimeoutException || failure instanceof HttpTimeoutException) {
			return Kind.REQUEST_TIMEOUT;
		}
		if (failure instanceof TimeoutException) {
			return Kind.CONNECT_TIMEOUT;
		}
		if (failure instanceof SSLException) {
			return hasLeft(failure) ? Kind.CLOSED : Kind.TLS;
		}
		return (failure instanceof IOException) ? Kind.CLOSED : Kind.OTHER;
	}

	// Who goes away in the middle of agreeing on TLS has refused nothing.
	private static boolean hasLeft(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ClosedChannelException) {
				return true;
			}
		}
		return false;
	}

}
