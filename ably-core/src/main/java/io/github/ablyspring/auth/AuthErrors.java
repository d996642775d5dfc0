package io.github.ablyspring.auth;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * The errors of authentication, with what to do about them. For use inside the engine.
 */
public final class AuthErrors {

	private static final int FORBIDDEN = 403;

	private AuthErrors() {
	}

	/**
	 * Whether the service rejects the token, so that another one may help (RSC10).
	 * @param error the error
	 * @return {@code true} for 401 with a code of 40140 up to 40149
	 */
	public static boolean isTokenError(ErrorInfo error) {
		return error.statusCode() == 401 && error.code() >= 40140 && error.code() < 40150;
	}

	/**
	 * Whether whoever issues the tokens refuses this client for good (RSA4d).
	 * @param error the error of an attempt to authenticate
	 * @return {@code true} when trying again is pointless
	 */
	public static boolean isForbidden(ErrorInfo error) {
		ErrorInfo cause = error.cause();
		return error.statusCode() == FORBIDDEN || (cause != null && cause.statusCode() == FORBIDDEN);
	}

	/**
	 * Nothing to authenticate with (RSC1b, RSA14).
	 * @return the error
	 */
	public static AblyException noMethod() {
		return AblyException.of(ErrorCodes.NO_AUTHENTICATION_METHOD, 401,
				"No way to authenticate: set one of the options 'key', 'token', 'tokenDetails', 'authCallback' or "
						+ "'authUrl'");
	}

	/**
	 * A key cannot be used itself without TLS (RSA1, RSC18).
	 * @return the error
	 */
	public static AblyException insecure() {
		return AblyException.of(ErrorCodes.BASIC_AUTH_WITHOUT_TLS, 401,
				"A key cannot be used over an insecure connection: leave the option 'tls' on, use tokens, or, for "
						+ "development against this machine only, set 'basicAuthOverPlainHttpOnLoopback'");
	}

	/**
	 * The token is no good, and there is no means to get another (RSA4a2).
	 * @param reason what is wrong with it
	 * @param cause what the service said, or {@code null}
	 * @return the error
	 */
	public static AblyException notRenewable(String reason, @Nullable ErrorInfo cause) {
		ErrorInfo error = ErrorInfo.of(ErrorCodes.TOKEN_NOT_RENEWABLE, 401,
				reason + ", and there is no means to renew it: give the client an 'authCallback', an 'authUrl' or a "
						+ "'key', or call authorize with a new token");
		return new AblyException(error.withCause(cause));
	}

	static AblyException clientIdMismatch(String expected, @Nullable String actual) {
		return AblyException.of(ErrorCodes.INCOMPATIBLE_CREDENTIALS, 401,
				"clientId mismatch: the option 'clientId' is '" + expected + "', but the token is for '" + actual
						+ "'. Let the token be issued for the same clientId, " + "or for '*'.");
	}

	static AblyException sourceFailed(String message, @Nullable Throwable cause) {
		ErrorInfo error = ErrorInfo.of(ErrorCodes.TOKEN_CALLBACK_FAILED, 401, message);
		return new AblyException((cause instanceof AblyException known) ? error.withCause(known.errorInfo()) : error,
				cause);
	}

	static AblyException sourceFailed(String message, ErrorInfo cause) {
		return new AblyException(ErrorInfo.of(ErrorCodes.TOKEN_CALLBACK_FAILED, 401, message).withCause(cause));
	}

}
