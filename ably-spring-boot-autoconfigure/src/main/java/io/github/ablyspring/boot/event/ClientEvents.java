package io.github.ablyspring.boot.event;

import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.MessagesDropped;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Makes application events of what happens to the connection and the channels of a
 * client.
 */
public final class ClientEvents implements ConnectionObserver, ChannelObserver {

	private static final Logger logger = LoggerFactory.getLogger(ClientEvents.class);

	private final String client;

	private final ApplicationEventPublisher publisher;

	/**
	 * Creates events.
	 * @param client the name of the client
	 * @param publisher publishes them
	 */
	public ClientEvents(String client, ApplicationEventPublisher publisher) {
		this.client = client;
		this.publisher = publisher;
	}

	@Override
	public void stateChanged(ConnectionStateChange change) {
		publish(new AblyConnectionEvent(this.client, change));
	}

	@Override
	public void stateChanged(String channel, ChannelStateChange change) {
		publish(new AblyChannelEvent(this.client, channel, change));
	}

	@Override
	public void dropped(MessagesDropped dropped) {
		publish(new AblyMessagesDroppedEvent(this.client, dropped));
	}

	// The last changes come when the application is no longer able to listen.
	private void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (IllegalStateException | BeanCreationNotAllowedException ex) {
			logger.debug("The application has ended before it could hear of {}", event, ex);
		}
	}

}
