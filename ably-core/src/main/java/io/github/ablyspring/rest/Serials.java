package io.github.ablyspring.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;

/**
 * Operations on a message that exists need its serial.
 */
final class Serials {

	private static final int INVALID_PARAMETER = 40003;

	private Serials() {
	}

	/** Goes on with the serial, or fails saying where to get one. */
	static <T> CompletableFuture<T> with(@Nullable String serial, String operation,
			Function<String, CompletableFuture<T>> next) {
		if (serial == null || serial.isEmpty()) {
			return CompletableFuture.failedFuture(AblyException.of(INVALID_PARAMETER, 400, "Cannot " + operation
					+ ": the message has no serial. Take it from the result of publish, or use a message from history "
					+ "or a subscription; the channel's namespace has to allow updates, deletes and annotations."));
		}
		return next.apply(serial);
	}

	static <T> CompletableFuture<T> with(Message message, String operation,
			Function<String, CompletableFuture<T>> next) {
		return with(message.serial(), operation, next);
	}

}
