package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The errors that channels make themselves.
 */
final class ChannelErrors {

	private ChannelErrors() {
	}

	static AblyException of(ErrorInfo error) {
		return new AblyException(error);
	}

	static ErrorInfo orElse(@Nullable ErrorInfo error, ErrorInfo otherwise) {
		return (error != null) ? error : otherwise;
	}

	static ErrorInfo invalidState(String channel, ChannelState state) {
		return ErrorInfo.of(ErrorCodes.INVALID_CHANNEL_STATE, 400, "The channel \"" + channel + "\" is " + state);
	}

	static AblyException invalidState(String channel, ChannelState state, @Nullable ErrorInfo reason) {
		ErrorInfo error = invalidState(channel, state);
		return new AblyException((reason != null) ? error.withCause(reason) : error);
	}

	static AblyException released(String channel) {
		return AblyException.of(ErrorCodes.INVALID_CHANNEL_STATE, 400,
				"The channel \"" + channel + "\" was released; get it again to go on using it");
	}

	static ErrorInfo timedOut(String operation, String channel) {
		return ErrorInfo.of(ErrorCodes.CHANNEL_TIMED_OUT, 408,
				"The server did not answer the request to " + operation + " the channel \"" + channel + "\" in time");
	}

	static ErrorInfo detachedByServer(String channel) {
		return ErrorInfo.of(ErrorCodes.CHANNEL_OPERATION_FAILED, 500,
				"The server has detached the channel \"" + channel + "\"");
	}

	static ErrorInfo modeMissing(String channel, String mode) {
		return ErrorInfo.of(ErrorCodes.SUBSCRIBE_MODE_NOT_ENABLED, 400, "The channel \"" + channel
				+ "\" is attached without the mode " + mode + ": the server will not deliver to the listener");
	}

	static AblyException needsSetOptions(String channel) {
		return AblyException.of(ErrorCodes.BAD_REQUEST, 400, "The channel \"" + channel
				+ "\" would have to be attached again for these options; use RealtimeChannel.setOptions");
	}

	static AblyException noSerial() {
		return AblyException.of(ErrorCodes.INVALID_PARAMETER_VALUE, 400,
				"The message has no serial; it has to be one that was received");
	}

	static AblyException noAnnotationType() {
		return AblyException.of(ErrorCodes.INVALID_PARAMETER_VALUE, 400, "An annotation needs a type");
	}

	static ErrorInfo otherClientId(String clientId) {
		return ErrorInfo.of(ErrorCodes.INVALID_CLIENT_ID, 400,
				"A message cannot be published with another client id than that of its client, \"" + clientId + "\"");
	}

	static ErrorInfo tooLarge(long size, long limit) {
		return ErrorInfo.of(ErrorCodes.MESSAGE_TOO_LARGE, 400,
				"Not sent: the size is " + size + " bytes, and at most " + limit + " may be published at once");
	}

	static ErrorInfo tooManyPending(int limit) {
		return ErrorInfo.of(ErrorCodes.CHANNEL_OPERATION_FAILED, 400,
				"Too many publishes are pending on the channel: the limit of " + limit + " is reached");
	}

	static ErrorInfo publishTimedOut(String channel, Duration limit) {
		return ErrorInfo.of(ErrorCodes.TIMEOUT, 408,
				"A publish on the channel \"" + channel + "\" was not acknowledged within " + limit.toMillis() + " ms");
	}

	static AblyException notAttached(String channel, ChannelState state) {
		return AblyException.of(ErrorCodes.INVALID_CHANNEL_STATE, 400,
				"History until attach needs the channel \"" + channel + "\" to be attached, but it is " + state);
	}

}
