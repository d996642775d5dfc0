package io.github.ablyspring.auth;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a client proves who it is, and where it gets tokens (AO1). Immutable.
 */
public final class AuthOptions {

	private static final AuthOptions NONE = builder().build();

	private final @Nullable ApiKey key;

	private final @Nullable AuthCallback authCallback;

	private final @Nullable AuthToken token;

	private final @Nullable String authUrl;

	private final AuthMethod authMethod;

	private final Map<String, String> authHeaders;

	private final Map<String, String> authParams;

	private final boolean queryTime;

	private final @Nullable Boolean useTokenAuth;

	AuthOptions(AuthOptionsBuilder builder) {
		this.key = builder.key;
		this.authCallback = builder.authCallback;
		this.token = builder.token;
		this.authUrl = builder.authUrl;
		this.authMethod = builder.authMethod;
		this.authHeaders = Map.copyOf(builder.authHeaders);
		this.authParams = Map.copyOf(builder.authParams);
		this.queryTime = builder.queryTime;
		this.useTokenAuth = builder.useTokenAuth;
	}

	/**
	 * Options that say nothing.
	 * @return the options
	 */
	public static AuthOptions none() {
		return NONE;
	}

	/**
	 * Starts building options.
	 * @return the builder
	 */
	public static AuthOptionsBuilder builder() {
		return new AuthOptionsBuilder();
	}

	/**
	 * Starts building options from these.
	 * @return the builder
	 */
	public AuthOptionsBuilder toBuilder() {
		AuthOptionsBuilder builder = new AuthOptionsBuilder();
		builder.key = this.key;
		builder.authCallback = this.authCallback;
		builder.token = this.token;
		builder.authUrl = this.authUrl;
		builder.authMethod = this.authMethod;
		builder.authHeaders = this.authHeaders;
		builder.authParams = this.authParams;
		builder.queryTime = this.queryTime;
		builder.useTokenAuth = this.useTokenAuth;
		return builder;
	}

	/**
	 * The API key (AO2a).
	 * @return the key, {@code appId.keyId:secret}, or {@code null}
	 */
	public @Nullable String key() {
		return (this.key != null) ? this.key.value() : null;
	}

	/**
	 * The API key, taken apart.
	 * @return the key, or {@code null}
	 */
	public @Nullable ApiKey apiKey() {
		return this.key;
	}

	/**
	 * What to call for a token (AO2b).
	 * @return the callback, or {@code null}
	 */
	public @Nullable AuthCallback authCallback() {
		return this.authCallback;
	}

	/**
	 * The token to use (AO2h).
	 * @return the token string, or {@code null}
	 */
	public @Nullable String token() {
		TokenDetails details = tokenDetails();
		return (details != null) ? details.token() : null;
	}

	/**
	 * The token to use, with its details (AO2i).
	 * @return the details; those of a mere token string have nothing but the token
	 * (RSA16b)
	 */
	public @Nullable TokenDetails tokenDetails() {
		if (this.token instanceof TokenString string) {
			return TokenDetails.of(string.token());
		}
		return (this.token instanceof TokenDetails details) ? details : null;
	}

	/**
	 * The signed request to exchange for the first token (TO3j2).
	 * @return the request, or {@code null}
	 */
	public @Nullable TokenRequest tokenRequest() {
		return (this.token instanceof TokenRequest request) ? request : null;
	}

	/**
	 * Which URL to ask for a token (AO2c).
	 * @return the URL, or {@code null}
	 */
	public @Nullable String authUrl() {
		return this.authUrl;
	}

	/**
	 * How the URL is asked (AO2d).
	 * @return the verb
	 */
	public AuthMethod authMethod() {
		return this.authMethod;
	}

	/**
	 * Headers for the URL (AO2e).
	 * @return name to value
	 */
	public Map<String, String> authHeaders() {
		return this.authHeaders;
	}

	/**
	 * Parameters for the URL (AO2f).
	 * @return name to value
	 */
	public Map<String, String> authParams() {
		return this.authParams;
	}

	/**
	 * Whether the time is asked of the service before signing a token request (AO2g).
	 * @return {@code true} when the clock of this machine is not trusted
	 */
	public boolean queryTime() {
		return this.queryTime;
	}

	/**
	 * Whether tokens are used, or the key itself (AO2j).
	 * @return {@code null} when it follows from the other options
	 */
	public @Nullable Boolean useTokenAuth() {
		return this.useTokenAuth;
	}

	/**
	 * Whether these options select token authentication (RSA4).
	 * @return {@code true} for tokens, {@code false} for the key itself
	 */
	public boolean selectsTokenAuth() {
		if (this.useTokenAuth != null) {
			return this.useTokenAuth;
		}
		return this.token != null || this.authCallback != null || this.authUrl != null;
	}

	/**
	 * Whether these options say how to get a token.
	 * @return {@code true} when an expired token can be replaced
	 */
	public boolean canIssueTokens() {
		return this.key != null || this.authCallback != null || this.authUrl != null;
	}

	@Override
	public String toString() {
		return "AuthOptions[key=" + this.key + ", authCallback=" + (this.authCallback != null) + ", token="
				+ ((this.token != null) ? "…" : "null") + ", authUrl=" + host(this.authUrl) + ", authMethod="
				+ this.authMethod + ", queryTime=" + this.queryTime + ", useTokenAuth=" + this.useTokenAuth + "]";
	}

	// The query, and a user in the authority, may be secret.
	private static @Nullable String host(@Nullable String url) {
		if (url == null) {
			return null;
		}
		String bare = url.split("\\?", 2)[0];
		return bare.replaceFirst("//[^/]*@", "//");
	}

}
