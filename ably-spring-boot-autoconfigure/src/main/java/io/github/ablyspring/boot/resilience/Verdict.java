package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletionException;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a request says of the service.
 *
 * @param kind what it says
 * @param fault what is wrong with the service or the way to it, when something is
 */
record Verdict(Kind kind, @Nullable Throwable fault) {

	private static final Verdict WELL = new Verdict(Kind.WELL, null);

	private static final Verdict NOTHING = new Verdict(Kind.NOTHING, null);

	static Verdict of(@Nullable RestResponse response, @Nullable Throwable failure) {
		if (response != null) {
			int status = response.status();
			return (status < 500) ? WELL : new Verdict(Kind.FAULT,
					AblyException.of(status * 100, status, "The service answered with HTTP status " + status));
		}
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof AblyException error && error.statusCode() >= 500 && !isOwn(error.code())) {
			return new Verdict(Kind.FAULT, error);
		}
		return NOTHING;
	}

	// What was not sent says nothing; what was not answered in time does.
	private static boolean isOwn(int code) {
		return code == AblyRestErrorCodes.CIRCUIT_OPEN || code == AblyRestErrorCodes.RATE_LIMITED
				|| code == AblyRestErrorCodes.BULKHEAD_FULL;
	}

	/**
	 * What an outcome says.
	 */
	enum Kind {

		/** The service has answered, be it that it refused the request. */
		WELL,

		/** The service, or the network, did not do its part. */
		FAULT,

		/** The request was given up on this side. */
		NOTHING

	}

}
