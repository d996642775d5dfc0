package io.github.ablyspring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the Ably service is and how to get in. Takes precedence over the properties.
 */
public interface AblyConnectionDetails extends ConnectionDetails {

	/**
	 * API key to authenticate with.
	 * @return the key, {@code null} to leave authentication to the properties
	 */
	@Nullable String getKey();

	/**
	 * Host of the service, or a routing policy.
	 * @return the endpoint, {@code null} for Ably's own
	 */
	@Nullable String getEndpoint();

	/**
	 * Port of the service.
	 * @return the port
	 */
	int getPort();

	/**
	 * Whether the service is reached over TLS.
	 * @return whether to use TLS
	 */
	boolean isTls();

	/**
	 * Whether clients with a name use it even if they have credentials or an endpoint of
	 * their own, as in a test that must not leave the machine.
	 * @return whether they do
	 */
	default boolean isForAllClients() {
		return false;
	}

	/**
	 * What the properties say.
	 * @param properties the properties of a client
	 * @return the details
	 */
	static AblyConnectionDetails of(AblyProperties properties) {
		return new PropertiesAblyConnectionDetails(properties);
	}

}
