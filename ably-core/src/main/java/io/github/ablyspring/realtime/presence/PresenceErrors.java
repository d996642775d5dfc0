package io.github.ablyspring.realtime.presence;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelState;
import org.jspecify.annotations.Nullable;

/**
 * The errors that presence makes itself.
 */
final class PresenceErrors {

	private static final int CLIENT_ID_MISMATCH = 40012;

	private static final int TOO_LARGE = 40009;

	private static final int INVALID_STATE = 90001;

	private static final int QUEUE_FULL = 80010;

	private static final int NO_CLIENT_ID = 91000;

	private static final int REENTRY_FAILED = 91004;

	private static final int OUT_OF_SYNC = 91005;

	private static final int MODE_MISSING = 91008;

	private PresenceErrors() {
	}

	static AblyException noClientId() {
		return AblyException.of(NO_CLIENT_ID, 400, "Entering needs a client id: set clientId in the client options, "
				+ "use a token that has one, or enter for a client with enterClient");
	}

	static AblyException mismatch(String clientId, String own) {
		return AblyException.of(CLIENT_ID_MISMATCH, 400, "This client is \"" + own + "\" and cannot enter, update or "
				+ "leave for \"" + clientId + "\"; a client without a fixed client id may");
	}

	static AblyException tooLarge(long size, long limit) {
		return AblyException.of(TOO_LARGE, 400,
				"The presence message has " + size + " bytes, but at most " + limit + " are allowed");
	}

	static AblyException invalidState(String channel, ChannelState state, @Nullable ErrorInfo reason) {
		ErrorInfo error = ErrorInfo.of(INVALID_STATE, 400,
				"Presence on the channel \"" + channel + "\" is not possible while it is " + state);
		return new AblyException((reason != null) ? error.withCause(reason) : error);
	}

	static AblyException notQueued(String channel, ChannelState state) {
		return AblyException.of(INVALID_STATE, 400, "The channel \"" + channel + "\" is " + state
				+ ", and the client options say not to queue (queueMessages)");
	}

	static AblyException queueFull(String channel, int size) {
		return AblyException.of(QUEUE_FULL, 503,
				"Already " + size + " presence messages wait for the channel \"" + channel + "\" to be attached");
	}

	static AblyException outOfSync(String channel) {
		return AblyException.of(OUT_OF_SYNC, 400, "The members of the channel \"" + channel
				+ "\" are out of sync, because it is SUSPENDED; get them without waiting to see who was there before");
	}

	static ErrorInfo modeMissing(String channel) {
		return ErrorInfo.of(MODE_MISSING, 400, "The channel \"" + channel
				+ "\" is attached without the mode PRESENCE_SUBSCRIBE: its members are not delivered to this client");
	}

	static ErrorInfo reentryFailed(String channel, @Nullable String clientId, ErrorInfo cause) {
		return ErrorInfo
			.of(REENTRY_FAILED, 400,
					"\"" + clientId + "\" could not be entered again on the channel \"" + channel + "\"")
			.withCause(cause);
	}

}
