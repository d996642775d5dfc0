package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.client.ClientOptionsBuilder;

/**
 * Callback for beans that want to change the options of the Ably clients after the
 * properties were applied. Several are called in their order.
 */
@FunctionalInterface
public interface AblyClientOptionsCustomizer {

	/**
	 * Changes the options of a client.
	 * @param client the name of the client:
	 * {@link io.github.ablyspring.boot.client.AblyClients#DEFAULT} or that from
	 * <code>ably.clients.&lt;name&gt;</code>
	 * @param options the options so far
	 */
	void customize(String client, ClientOptionsBuilder options);

}
