package io.github.ablyspring.client;

import io.github.ablyspring.realtime.connection.ConnectionStateChange;

/**
 * A hook for the life of a realtime client, from its creation to its end. Several can be
 * given, see {@link ClientOptionsBuilder#lifecycle}; they are called in their order, on
 * the executor for user code. A hook that throws is reported and changes nothing.
 */
public interface ClientLifecycle {

	/**
	 * The client was created; it has not connected yet.
	 * @param client the client
	 */
	default void created(AblyRealtime client) {
	}

	/**
	 * The client is connected, for the first time or again.
	 * @param client the client
	 * @param change the change that led to it
	 */
	default void connected(AblyRealtime client, ConnectionStateChange change) {
	}

	/**
	 * The client has lost its connection, or could not make one: it is disconnected,
	 * suspended or failed.
	 * @param client the client
	 * @param change the change that led to it
	 */
	default void disconnected(AblyRealtime client, ConnectionStateChange change) {
	}

	/**
	 * The client was closed.
	 * @param client the client
	 */
	default void closed(AblyRealtime client) {
	}

}
