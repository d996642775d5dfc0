package io.github.ablyspring.boot.listener;

import io.github.ablyspring.client.AblyRealtime;

/**
 * Makes the containers of endpoints.
 */
@FunctionalInterface
public interface AblyListenerContainerFactory {

	/**
	 * Makes a container, and does not start it.
	 * @param endpoint what to listen to, and what to call
	 * @param realtime the client to listen with
	 * @return the container
	 */
	AblyListenerContainer create(AblyListenerEndpoint endpoint, AblyRealtime realtime);

}
