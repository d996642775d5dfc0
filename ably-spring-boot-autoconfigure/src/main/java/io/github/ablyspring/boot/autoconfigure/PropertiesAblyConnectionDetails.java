package io.github.ablyspring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * What the properties say of the service.
 */
final class PropertiesAblyConnectionDetails implements AblyConnectionDetails {

	private final AblyProperties properties;

	PropertiesAblyConnectionDetails(AblyProperties properties) {
		this.properties = properties;
	}

	@Override
	public @Nullable String getKey() {
		return this.properties.key();
	}

	@Override
	public @Nullable String getEndpoint() {
		return this.properties.endpoint();
	}

	@Override
	public int getPort() {
		return this.properties.tls() ? this.properties.tlsPort() : this.properties.port();
	}

	@Override
	public boolean isTls() {
		return this.properties.tls();
	}

}
