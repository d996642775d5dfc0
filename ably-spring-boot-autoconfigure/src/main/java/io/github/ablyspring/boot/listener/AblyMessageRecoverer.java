package io.github.ablyspring.boot.listener;

import org.springframework.messaging.Message;

/**
 * Takes messages that a listener could not handle, not even when tried again.
 */
@FunctionalInterface
public interface AblyMessageRecoverer {

	/**
	 * Takes a message.
	 * @param message the message, with the headers of {@link AblyHeaders}
	 * @param failure what the listener has thrown in the end
	 * @throws Exception when the message could not be taken; it is logged
	 */
	void recover(Message<?> message, Exception failure) throws Exception;

}
