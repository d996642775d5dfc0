package io.github.ablyspring.rest;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message of {@code publishAll}.
 */
public sealed interface PublishOutcome {

	/**
	 * The message's position, from 0.
	 * @return the position
	 */
	long index();

	/**
	 * The message as it was sent. With idempotent publishing it has its id, so that
	 * publishing this very message again cannot double it.
	 * @return the message
	 */
	Message message();

	/**
	 * Whether Ably has the message.
	 * @return whether this is {@link Published}
	 */
	default boolean isPublished() {
		return this instanceof Published;
	}

	/**
	 * Ably has the message.
	 *
	 * @param index the message's position, from 0
	 * @param message the message as it was sent
	 * @param serial its serial; {@code null} if a conflation rule dropped it
	 */
	record Published(long index, Message message, @Nullable String serial) implements PublishOutcome {

	}

	/**
	 * The message was not published, or nobody knows: after a timeout Ably may have it.
	 *
	 * @param index the message's position, from 0
	 * @param message the message as it was sent, or would have been
	 * @param error why
	 */
	record Failed(long index, Message message, ErrorInfo error) implements PublishOutcome {

	}

}
