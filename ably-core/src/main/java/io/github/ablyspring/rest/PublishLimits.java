package io.github.ablyspring.rest;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;

/**
 * What a publish is refused for before it is sent (TO3l8).
 */
final class PublishLimits {

	private PublishLimits() {
	}

	static void check(long size, int maxSize) {
		if (size > maxSize) {
			throw new AblyException(tooLarge(size, maxSize));
		}
	}

	static ErrorInfo tooLarge(long size, int maxSize) {
		return ErrorInfo.of(ErrorCodes.MESSAGE_TOO_LARGE, 400,
				"Not sent: " + size + " bytes are more than the " + maxSize + " (maxMessageSize) that may be published "
						+ "at once. Shrink the data, or publish many messages with publishAll, which splits them.");
	}

}
