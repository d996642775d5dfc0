package io.github.ablyspring.boot.observation;

import io.github.ablyspring.boot.listener.AblyListenerEndpoint;
import io.micrometer.observation.transport.ReceiverContext;

import org.springframework.messaging.Message;

/**
 * What is known of the call of a listener while it is observed. A trace goes on from what
 * the headers of the message say.
 */
public final class AblyListenerContext extends ReceiverContext<Message<?>> {

	private final AblyListenerEndpoint endpoint;

	private final Message<?> message;

	AblyListenerContext(AblyListenerEndpoint endpoint, Message<?> message) {
		super((carrier, name) -> (carrier.getHeaders().get(name) instanceof String value) ? value : null);
		this.endpoint = endpoint;
		this.message = message;
		setCarrier(message);
		setRemoteServiceName("ably");
	}

	/**
	 * What listens.
	 * @return the endpoint
	 */
	public AblyListenerEndpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * What the listener is called with.
	 * @return the message, with the headers of
	 * {@link io.github.ablyspring.boot.listener.AblyHeaders}
	 */
	public Message<?> message() {
		return this.message;
	}

}
