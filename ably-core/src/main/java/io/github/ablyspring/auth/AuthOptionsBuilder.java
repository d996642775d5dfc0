package io.github.ablyspring.auth;

import java.net.URI;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link AuthOptions}.
 */
public final class AuthOptionsBuilder {

	@Nullable ApiKey key;

	@Nullable AuthCallback authCallback;

	@Nullable AuthToken token;

	@Nullable String authUrl;

	AuthMethod authMethod = AuthMethod.GET;

	Map<String, String> authHeaders = Map.of();

	Map<String, String> authParams = Map.of();

	boolean queryTime;

	@Nullable Boolean useTokenAuth;

	AuthOptionsBuilder() {
	}

	/**
	 * Sets the API key, for using it directly and for signing token requests.
	 * @param key {@code appId.keyId:secret}
	 * @return this
	 */
	public AuthOptionsBuilder key(@Nullable String key) {
		this.key = (key != null) ? ApiKey.parse(key) : null;
		return this;
	}

	/**
	 * Sets what to call for a token.
	 * @param authCallback the callback
	 * @return this
	 */
	public AuthOptionsBuilder authCallback(@Nullable AuthCallback authCallback) {
		this.authCallback = authCallback;
		return this;
	}

	/**
	 * Sets the token to use.
	 * @param token an Ably token or a JWT
	 * @return this
	 */
	public AuthOptionsBuilder token(@Nullable String token) {
		if (token != null && token.isBlank()) {
			throw AblyException.of(ErrorCodes.INVALID_CREDENTIAL, 400,
					"Option 'token' is blank: it must be an Ably token or a JWT");
		}
		this.token = (token != null) ? new TokenString(token) : null;
		return this;
	}

	/**
	 * Sets the token to use, with its details.
	 * @param tokenDetails the details
	 * @return this
	 */
	public AuthOptionsBuilder tokenDetails(@Nullable TokenDetails tokenDetails) {
		this.token = tokenDetails;
		return this;
	}

	/**
	 * Sets a signed request, which is exchanged for the first token.
	 * @param tokenRequest the request
	 * @return this
	 */
	public AuthOptionsBuilder tokenRequest(@Nullable TokenRequest tokenRequest) {
		this.token = tokenRequest;
		return this;
	}

	/**
	 * Sets which URL to ask for a token. It may answer with a token as plain text or JWT,
	 * or with a JSON object: token details or a token request.
	 * @param authUrl an absolute HTTP or HTTPS URL
	 * @return this
	 */
	public AuthOptionsBuilder authUrl(@Nullable String authUrl) {
		if (authUrl != null && !isHttp(authUrl)) {
			throw AblyException.of(ErrorCodes.BAD_REQUEST, 400,
					"Option 'authUrl' must be an absolute URL that starts with http:// or https://");
		}
		this.authUrl = authUrl;
		return this;
	}

	/**
	 * Sets how the URL is asked; GET by default.
	 * @param authMethod the verb
	 * @return this
	 */
	public AuthOptionsBuilder authMethod(AuthMethod authMethod) {
		this.authMethod = present("authMethod", authMethod);
		return this;
	}

	/**
	 * Sets headers for the URL.
	 * @param authHeaders name to value
	 * @return this
	 */
	public AuthOptionsBuilder authHeaders(Map<String, String> authHeaders) {
		this.authHeaders = present("authHeaders", authHeaders);
		return this;
	}

	/**
	 * Sets parameters for the URL.
	 * @param authParams name to value
	 * @return this
	 */
	public AuthOptionsBuilder authParams(Map<String, String> authParams) {
		this.authParams = present("authParams", authParams);
		return this;
	}

	/**
	 * Sets whether the time is asked of the service before signing a token request;
	 * useful where the clock of the machine is off.
	 * @param queryTime {@code true} to ask; {@code false} by default
	 * @return this
	 */
	public AuthOptionsBuilder queryTime(boolean queryTime) {
		this.queryTime = queryTime;
		return this;
	}

	/**
	 * Sets whether tokens are used even though there is a key.
	 * @param useTokenAuth {@code null}, the default, lets it follow from the other
	 * options
	 * @return this
	 */
	public AuthOptionsBuilder useTokenAuth(@Nullable Boolean useTokenAuth) {
		this.useTokenAuth = useTokenAuth;
		return this;
	}

	/**
	 * Builds the options.
	 * @return the options
	 */
	public AuthOptions build() {
		return new AuthOptions(this);
	}

	private static <T> T present(String option, @Nullable T value) {
		if (value == null) {
			throw AblyException.of(ErrorCodes.BAD_REQUEST, 400,
					"Option '" + option + "' must not be null: leave it out for its default");
		}
		return value;
	}

	private static boolean isHttp(String url) {
		try {
			URI uri = URI.create(url);
			return uri.getHost() != null
					&& ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
