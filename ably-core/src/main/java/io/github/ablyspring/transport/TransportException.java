package io.github.ablyspring.transport;

import org.jspecify.annotations.Nullable;

/**
 * The network failed before an answer came.
 */
public class TransportException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	/**
	 * Creates an exception without a cause.
	 * @param kind what failed
	 * @param message what happened, for a person to read; no secrets
	 */
	public TransportException(Kind kind, String message) {
		this(kind, message, null);
	}

	/**
	 * Creates an exception.
	 * @param kind what failed
	 * @param message what happened, for a person to read; no secrets
	 * @param cause what the network library said, or {@code null}
	 */
	public TransportException(Kind kind, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	/**
	 * What failed.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * What can fail below HTTP.
	 */
	public enum Kind {

		/** The name of the host is not known. */
		DNS,

		/** The host, or the way to it, refused the connection. */
		REFUSED,

		/** Opening the connection took too long. */
		CONNECT_TIMEOUT,

		/** The answer took too long. */
		REQUEST_TIMEOUT,

		/** No agreement on TLS: certificate, host name, protocol or cipher. */
		TLS,

		/** The connection broke before the answer was complete. */
		CLOSED,

		/** Anything else. */
		OTHER

	}

}
