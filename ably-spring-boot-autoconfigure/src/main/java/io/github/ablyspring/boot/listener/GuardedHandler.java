package io.github.ablyspring.boot.listener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;

/**
 * Calls a listener, and its error handler when it fails. Nothing gets past it.
 */
final class GuardedHandler {

	private static final Logger logger = LoggerFactory.getLogger(GuardedHandler.class);

	private final String id;

	private final AblyMessageHandler handler;

	private final AblyListenerErrorHandler errorHandler;

	GuardedHandler(String id, AblyMessageHandler handler, AblyListenerErrorHandler errorHandler) {
		this.id = id;
		this.handler = handler;
		this.errorHandler = errorHandler;
	}

	void handle(Message<?> message) {
		try {
			this.handler.handle(message);
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
			handle(message, (ex instanceof Exception failure) ? failure : new IllegalStateException(ex));
		}
	}

	private void handle(Message<?> message, Exception failure) {
		try {
			if (failure instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			this.errorHandler.handle(message, failure, () -> this.handler.handle(message));
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
			logger.error("The Ably listener {} could not handle a message of the channel {}", this.id,
					message.getHeaders().get(AblyHeaders.CHANNEL), ex);
		}
	}

}
