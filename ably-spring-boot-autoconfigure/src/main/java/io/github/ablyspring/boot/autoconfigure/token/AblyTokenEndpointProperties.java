package io.github.ablyspring.boot.autoconfigure.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.boot.token.AblyTokenFormat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the endpoint that gives tokens to browsers and devices.
 *
 * @param enabled Whether there is an endpoint for tokens.
 * @param path Path of the endpoint.
 * @param format What the endpoint answers with.
 * @param ttl Time for which tokens are valid, unless an AblyTokenAuthorizer says
 * otherwise.
 * @param client Name of the client whose key signs the tokens; the main one by default.
 * @param capability Operations by channel or pattern for everybody who is authenticated;
 * '{clientId}' stands for their name. Not used where there is an AblyTokenAuthorizer.
 * @param anonymousCapability Operations by channel or pattern for those who are not
 * authenticated; they get no token when it is empty. Not used where there is an
 * AblyTokenAuthorizer.
 * @param rateLimit Limit of the tokens that somebody gets.
 */
@ConfigurationProperties("ably.token-endpoint")
public record AblyTokenEndpointProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue("/ably/token") String path, @DefaultValue("token-request") AblyTokenFormat format,
		@DefaultValue("1h") Duration ttl, @DefaultValue("") String client,
		@DefaultValue Map<String, List<String>> capability, @DefaultValue Map<String, List<String>> anonymousCapability,
		@DefaultValue @NestedConfigurationProperty RateLimit rateLimit) {

	/**
	 * Limit of the tokens that somebody gets.
	 *
	 * @param enabled Whether there is a limit.
	 * @param limit Number of tokens for a principal, or for an address where nobody is
	 * authenticated, in a period.
	 * @param period Period that the limit is for.
	 */
	public record RateLimit(@DefaultValue("false") boolean enabled, @DefaultValue("60") int limit,
			@DefaultValue("1m") Duration period) {

	}

}
