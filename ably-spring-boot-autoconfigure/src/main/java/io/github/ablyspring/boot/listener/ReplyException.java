package io.github.ablyspring.boot.listener;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A listener did its work, but what it returned could not be published.
 */
public final class ReplyException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	ReplyException(String channel, @Nullable Throwable cause) {
		super("The result of the listener could not be published to " + channel, cause);
	}

}
