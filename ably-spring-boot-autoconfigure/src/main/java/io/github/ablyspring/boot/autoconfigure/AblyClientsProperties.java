package io.github.ablyspring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Configuration properties for further Ably clients.
 *
 * @param clients Further clients by name, each with the properties of the main one. What
 * is not set for such a client is as for the main one; but one with credentials of its
 * own gets none of the main one's.
 */
@Lazy
@ConfigurationProperties("ably")
public record AblyClientsProperties(@DefaultValue Map<String, AblyProperties> clients) {

	/**
	 * Keeps the order.
	 */
	public AblyClientsProperties {
		clients = new LinkedHashMap<>(clients);
	}

}
