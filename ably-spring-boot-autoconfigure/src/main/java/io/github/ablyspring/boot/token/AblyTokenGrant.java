package io.github.ablyspring.boot.token;

import java.time.Duration;

import io.github.ablyspring.message.Capability;
import org.jspecify.annotations.Nullable;

/**
 * What a token permits.
 *
 * @param clientId as whom its bearer acts; {@code null} for nobody in particular
 * @param capability what they may do on which channels
 * @param ttl how long; {@code null} for as long as the endpoint is configured to give
 */
public record AblyTokenGrant(@Nullable String clientId, Capability capability, @Nullable Duration ttl) {

	/**
	 * Checks what it is given.
	 */
	public AblyTokenGrant {
		if (clientId != null && clientId.isEmpty()) {
			throw new IllegalArgumentException("A client id cannot be empty");
		}
		if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
			throw new IllegalArgumentException("A token has to live for some time");
		}
	}

	/**
	 * A grant for the configured time.
	 * @param clientId as whom its bearer acts; {@code null} for nobody in particular
	 * @param capability what they may do on which channels
	 * @return the grant
	 */
	public static AblyTokenGrant of(@Nullable String clientId, Capability capability) {
		return new AblyTokenGrant(clientId, capability, null);
	}

}
