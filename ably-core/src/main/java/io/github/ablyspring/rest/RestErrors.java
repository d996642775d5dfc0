package io.github.ablyspring.rest;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * Makes errors out of what the service and the network answer with, and says what can be
 * done about the usual ones.
 */
final class RestErrors {

	private static final int EXCERPT = 512;

	// What a server says is kept; this says how to mend it.
	private static final Map<Integer, String> ADVICE = Map.of(ErrorCodes.INVALID_CREDENTIALS,
			"check the option 'key' against the API keys of your app in the Ably dashboard",
			ErrorCodes.TOKEN_REQUEST_TIMESTAMP,
			"the clock of the machine that signed the token request is wrong: set it, or use the option 'queryTime'",
			ErrorCodes.CAPABILITY_DENIED,
			"the capability of the key or token does not permit this operation on this channel: extend it in the Ably "
					+ "dashboard, or where your tokens are issued",
			ErrorCodes.INVALID_CLIENT_ID,
			"the clientId does not fit the credentials: leave it to the client, or use a key, or a token for '*'",
			ErrorCodes.MESSAGE_TOO_LARGE, "split it into several messages, or store the payload elsewhere");

	private RestErrors() {
	}

	static AblyException of(RestResponse response) {
		return new AblyException(info(response));
	}

	/**
	 * The error in an answer with an error status (RSC8e1, TI2).
	 */
	static ErrorInfo info(RestResponse response) {
		ErrorInfo error = fromBody(response);
		if (error == null) {
			String message = response.headers().first("X-Ably-Errormessage");
			if (message == null) {
				message = (response.isEmpty() || response.supportedFormat() != null)
						? "The service answered with HTTP status " + response.status() : unsupported(response);
			}
			error = ErrorInfo.of(0, response.status(), message);
		}
		int code = (error.code() != 0) ? error.code() : codeFromHeader(response);
		int status = (error.statusCode() != 0) ? error.statusCode() : response.status();
		String message = (error.message() != null) ? error.message()
				: "The service answered with HTTP status " + response.status();
		String advice = ADVICE.get(code);
		ErrorInfo complete = new ErrorInfo(code, status, (advice != null) ? message + " (" + advice + ")" : message,
				error.href(), error.cause(), error.requestId(), error.detail());
		return (complete.requestId() == null) ? complete.withRequestId(response.requestId()) : complete;
	}

	/**
	 * An answer that was to be read but cannot be (RSC8e2).
	 */
	static AblyException unsupportedContent(RestResponse response) {
		ErrorInfo error = (response.status() >= 400) ? info(response)
				: ErrorInfo.of(ErrorCodes.INVALID_DATA, 400, unsupported(response));
		return new AblyException(error.withRequestId(response.requestId()));
	}

	static AblyException of(Throwable failure, String host, Duration timeout, @Nullable String requestId) {
		if (failure instanceof AblyException known) {
			return known;
		}
		ErrorInfo error = (failure instanceof TransportException network) ? network(network, host, timeout)
				: ErrorInfo.of(ErrorCodes.INTERNAL_ERROR, 500, "The HTTP transport failed: " + failure);
		return new AblyException(error.withRequestId(requestId), failure);
	}

	private static ErrorInfo network(TransportException failure, String host, Duration timeout) {
		return switch (failure.kind()) {
			case REQUEST_TIMEOUT -> ErrorInfo.of(ErrorCodes.TIMEOUT, 504, "timeout: " + host + " gave no answer within "
					+ timeout.toMillis() + " ms (option 'httpRequestTimeout')");
			case CONNECT_TIMEOUT -> ErrorInfo.of(ErrorCodes.TIMEOUT, 504, "timeout: no connection to " + host
					+ " in time (option 'httpOpenTimeout'); check the network and the proxy");
			case DNS -> connection("No connection: the host '" + host
					+ "' is unknown. Check the option 'endpoint', the network and its DNS");
			case REFUSED -> connection("No connection: " + host + " refused it, or the network did. Check the options "
					+ "'endpoint', 'port' and 'tls', and the proxy");
			case TLS -> connection("No secure connection to " + host + ": " + failure.getMessage()
					+ ". Check the certificates that this JVM trusts, or the option 'sslContext'");
			case CLOSED -> connection("The connection to " + host + " broke before the answer was complete");
			case OTHER -> connection("The connection failed: " + failure.getMessage());
		};
	}

	private static ErrorInfo connection(String message) {
		return ErrorInfo.of(ErrorCodes.CONNECTION_FAILED, 503, message);
	}

	private static @Nullable ErrorInfo fromBody(RestResponse response) {
		WireFormat format = response.supportedFormat();
		if (format == null || response.isEmpty()) {
			return null;
		}
		try {
			Object tree = WireCodec.readTree(format, response.body());
			if (!(tree instanceof Map<?, ?> map)) {
				return null;
			}
			Object error = map.get("error");
			if (error instanceof Map<?, ?>) {
				return WireCodec.read(WireFormat.JSON, ErrorInfo.TYPE, WireCodec.writeTree(WireFormat.JSON, error));
			}
			return (error instanceof String text) ? ErrorInfo.of(0, 0, text) : null;
		}
		catch (AblyException ex) {
			return null;
		}
	}

	private static int codeFromHeader(RestResponse response) {
		String header = response.headers().first("X-Ably-Errorcode");
		if (header != null) {
			try {
				return Integer.parseInt(header.trim());
			}
			catch (NumberFormatException ex) {
				// then the status has to do
			}
		}
		return response.status() * 100;
	}

	private static String unsupported(RestResponse response) {
		byte[] body = response.body();
		byte[] excerpt = (body.length > EXCERPT) ? Arrays.copyOf(body, EXCERPT) : body;
		return "The answer, HTTP status " + response.status() + ", has an unsupported content type: "
				+ response.headers().first("Content-Type") + ". It begins, base64-encoded, with: "
				+ Base64.getEncoder().encodeToString(excerpt);
	}

}
