package io.github.ablyspring.boot.listener;

import org.springframework.messaging.Message;

/**
 * Goes around every call of a listener, retries included: to measure, to trace, to set a
 * context.
 */
@FunctionalInterface
public interface ListenerAdvice {

	/**
	 * Calls the listener.
	 * @param endpoint whose listener
	 * @param message what it is called with
	 * @param next calls it
	 * @throws Exception what the listener throws
	 */
	void around(AblyListenerEndpoint endpoint, Message<?> message, AblyMessageHandler next) throws Exception;

}
