package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.Locale;

import io.github.ablyspring.auth.AuthErrors;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * The errors that a connection itself produces.
 */
final class Errors {

	private Errors() {
	}

	static boolean asksForAnotherHost(@Nullable ErrorInfo error) {
		return error != null && error.statusCode() >= 500 && error.statusCode() <= 504;
	}

	static ErrorInfo internal(String message) {
		return ErrorInfo.of(ErrorCodes.INTERNAL_ERROR, 500, message);
	}

	static ErrorInfo timeout(String what, Duration limit) {
		return ErrorInfo.of(ErrorCodes.TIMEOUT, 504, what + " (timeout after " + limit.toMillis() + " ms)");
	}

	static ErrorInfo disconnected(String message) {
		return ErrorInfo.of(ErrorCodes.CONNECTION_DISCONNECTED, 400, message);
	}

	static ErrorInfo transport(@Nullable TransportException cause) {
		if (cause == null) {
			return disconnected("The server closed the connection");
		}
		return switch (cause.kind()) {
			case CONNECT_TIMEOUT, REQUEST_TIMEOUT ->
				ErrorInfo.of(ErrorCodes.TIMEOUT, 504, "Connecting failed with a timeout: " + cause.getMessage());
			default -> disconnected("The connection failed: " + cause.getMessage());
		};
	}

	static ErrorInfo suspended(@Nullable ErrorInfo cause) {
		return withCause(ErrorInfo.of(ErrorCodes.CONNECTION_SUSPENDED, 400,
				"The connection could not be established for too long; it is suspended"), cause);
	}

	static ErrorInfo closed() {
		return ErrorInfo.of(ErrorCodes.CONNECTION_CLOSED, 400, "The connection is closed");
	}

	/**
	 * What a failure to authenticate means for the connection (RSA4c1, RSA4d): a plain
	 * failure of getting a token is wrapped, a verdict on the configuration stays as it
	 * is.
	 */
	static ErrorInfo ofAuthentication(ErrorInfo cause) {
		if (cause.code() == ErrorCodes.TOKEN_NOT_RENEWABLE || cause.code() == ErrorCodes.INCOMPATIBLE_CREDENTIALS) {
			return cause;
		}
		return ErrorInfo
			.of(ErrorCodes.AUTHENTICATION_FAILED, AuthErrors.isForbidden(cause) ? 403 : 401,
					"The client could not obtain a token: " + cause.message())
			.withCause(cause);
	}

	/**
	 * Whether an error made by {@link #ofAuthentication} leaves no hope.
	 */
	static boolean isFatalForAuthentication(ErrorInfo error) {
		return error.statusCode() == 403 || error.code() != ErrorCodes.AUTHENTICATION_FAILED;
	}

	static ErrorInfo queueFull(int capacity) {
		return ErrorInfo.of(ErrorCodes.TOO_MANY_REQUESTS, 429,
				"Too many publishes are pending: the limit of " + capacity + " is reached (maxPendingPublishes)");
	}

	static ErrorInfo unanswered() {
		return internal("The server has answered a later message but not this one; whether it arrived is not known");
	}

	/**
	 * What refuses an operation that a state does not allow.
	 */
	static ErrorInfo ofState(ConnectionState state, @Nullable ErrorInfo reason) {
		return switch (state) {
			case FAILED -> (reason != null) ? reason
					: ErrorInfo.of(ErrorCodes.CONNECTION_FAILED, 400, "The connection has failed");
			case SUSPENDED -> (reason != null) ? reason : suspended(null);
			case CLOSING, CLOSED -> closed();
			case DISCONNECTED -> (reason != null) ? reason : disconnected("There is no connection");
			case CONNECTING, INITIALIZED, CONNECTED -> disconnected("The connection is "
					+ state.name().toLowerCase(Locale.ROOT) + ", and messages are not to be queued");
		};
	}

	private static ErrorInfo withCause(ErrorInfo error, @Nullable ErrorInfo cause) {
		return (cause != null) ? error.withCause(cause) : error;
	}

}
