package io.github.ablyspring.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * Operations on a message that exists need its serial.
 */
final class Serials {

	private Serials() {
	}

	/** Goes on with the serial, or fails saying where to get one. */
	static <T> CompletableFuture<T> with(@Nullable String serial, String operation,
			Function<String, CompletableFuture<T>> next) {
		return (serial != null && !serial.isEmpty()) ? next.apply(serial)
				: CompletableFuture.failedFuture(missing(operation));
	}

	static <T> PaginatedFuture<T> page(@Nullable String serial, String operation,
			Function<String, PaginatedFuture<T>> next) {
		return (serial != null && !serial.isEmpty()) ? next.apply(serial)
				: PaginatedFuture.of(CompletableFuture.failedFuture(missing(operation)));
	}

	private static AblyException missing(String operation) {
		return AblyException.of(ErrorCodes.INVALID_PARAMETER_VALUE, 400, "Cannot " + operation
				+ ": the message has no serial. Take it from the result of publish, or use a message from history or a "
				+ "subscription; the channel's namespace has to allow updates, deletes and annotations.");
	}

	static <T> CompletableFuture<T> with(Message message, String operation,
			Function<String, CompletableFuture<T>> next) {
		return with(message.serial(), operation, next);
	}

}
