package io.github.ablyspring.protocol;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library. Its {@link #errorInfo()} says what went wrong.
 */
public class AblyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ErrorInfo errorInfo;

	/**
	 * Makes an exception from an error.
	 * @param errorInfo what went wrong
	 */
	public AblyException(ErrorInfo errorInfo) {
		this(errorInfo, null);
	}

	/**
	 * Makes an exception from an error and what led to it.
	 * @param errorInfo what went wrong
	 * @param cause what led to it
	 */
	public AblyException(ErrorInfo errorInfo, @Nullable Throwable cause) {
		super(errorInfo.toString(), cause);
		this.errorInfo = errorInfo;
	}

	/**
	 * Makes an exception from its parts.
	 * @param code the code of the service
	 * @param statusCode the HTTP status
	 * @param message what happened
	 * @return the exception
	 */
	public static AblyException of(int code, int statusCode, String message) {
		return new AblyException(ErrorInfo.of(code, statusCode, message));
	}

	/**
	 * Finds the exception of this library in whatever a future or a callback failed with.
	 * @param failure the failure
	 * @return the failure itself, or the one it wraps, or an internal error
	 * ({@link ErrorCodes#INTERNAL_ERROR}) caused by it
	 */
	public static AblyException from(Throwable failure) {
		Throwable inner = failure;
		while ((inner instanceof CompletionException || inner instanceof ExecutionException)
				&& inner.getCause() != null) {
			inner = inner.getCause();
		}
		if (inner instanceof AblyException known) {
			return known;
		}
		String message = (inner.getMessage() != null) ? inner.getMessage() : inner.getClass().getName();
		return new AblyException(ErrorInfo.of(ErrorCodes.INTERNAL_ERROR, 500, message), inner);
	}

	/**
	 * What went wrong.
	 * @return the error
	 */
	public ErrorInfo errorInfo() {
		return this.errorInfo;
	}

	/**
	 * The code to act on.
	 * @return the code of the service
	 * @see ErrorCodes
	 */
	public int code() {
		return this.errorInfo.code();
	}

	/**
	 * The closest HTTP status.
	 * @return the status
	 */
	public int statusCode() {
		return this.errorInfo.statusCode();
	}

}
