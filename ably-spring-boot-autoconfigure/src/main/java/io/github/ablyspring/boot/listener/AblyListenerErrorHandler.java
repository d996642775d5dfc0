package io.github.ablyspring.boot.listener;

import org.springframework.messaging.Message;

/**
 * Called when a listener has failed with a message. Whatever it does, the next message
 * comes.
 */
@FunctionalInterface
public interface AblyListenerErrorHandler {

	/**
	 * Handles a failure.
	 * @param message what the listener was called with, with the headers of
	 * {@link AblyHeaders}
	 * @param failure what the listener has thrown
	 * @param retry calls the listener with the message once more
	 * @throws Exception when there was no remedy; it is logged
	 */
	void handle(Message<?> message, Exception failure, Attempt retry) throws Exception;

	/**
	 * Another call of the listener.
	 */
	@FunctionalInterface
	interface Attempt {

		/**
		 * Calls the listener.
		 * @throws Exception what it throws
		 */
		void run() throws Exception;

	}

}
