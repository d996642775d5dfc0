package io.github.ablyspring.boot.listener;

import org.springframework.messaging.Message;

/**
 * What a container calls with each message.
 */
@FunctionalInterface
public interface AblyMessageHandler {

	/**
	 * Handles a message. The next one comes when this returns.
	 * @param message the data, with the headers of {@link AblyHeaders}
	 * @throws Exception when it could not be handled
	 */
	void handle(Message<?> message) throws Exception;

}
