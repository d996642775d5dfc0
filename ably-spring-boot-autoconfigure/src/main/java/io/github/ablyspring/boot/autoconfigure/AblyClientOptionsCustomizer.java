package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.client.ClientOptionsBuilder;

/**
 * Callback for beans that want to change the options of the Ably clients after the
 * properties were applied. Several are called in their order.
 */
@FunctionalInterface
public interface AblyClientOptionsCustomizer {

	/**
	 * Changes the options.
	 * @param options the options so far
	 */
	void customize(ClientOptionsBuilder options);

}
