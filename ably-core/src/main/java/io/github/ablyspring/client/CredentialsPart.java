package io.github.ablyspring.client;

import java.util.Map;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.AuthMethod;
import io.github.ablyspring.auth.AuthOptions;
import io.github.ablyspring.auth.AuthOptionsBuilder;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.auth.TokenRequest;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * The options that say who a client is and how it proves it.
 *
 * @param <B> the type of the builder
 */
public abstract class CredentialsPart<B extends CredentialsPart<B>> {

	AuthOptions auth = AuthOptions.none();

	@Nullable String clientId;

	TokenParams defaultTokenParams = TokenParams.none();

	CredentialsPart() {
	}

	abstract B self();

	/**
	 * Sets the API key: the client then proves its identity with the key itself, unless
	 * tokens are asked for.
	 * @param key {@code appId.keyId:secret}, from the Ably dashboard
	 * @return this
	 */
	public B key(@Nullable String key) {
		return auth(this.auth.toBuilder().key(key));
	}

	/**
	 * Sets the token to use. When it expires it can be renewed only if there is also a
	 * key, an {@code authCallback} or an {@code authUrl}.
	 * @param token an Ably token or a JWT
	 * @return this
	 */
	public B token(@Nullable String token) {
		return auth(this.auth.toBuilder().token(token));
	}

	/**
	 * Sets the token to use, with its details.
	 * @param tokenDetails the details
	 * @return this
	 */
	public B tokenDetails(@Nullable TokenDetails tokenDetails) {
		return auth(this.auth.toBuilder().tokenDetails(tokenDetails));
	}

	/**
	 * Sets a signed request, which is exchanged for the first token.
	 * @param tokenRequest the request
	 * @return this
	 */
	public B tokenRequest(@Nullable TokenRequest tokenRequest) {
		return auth(this.auth.toBuilder().tokenRequest(tokenRequest));
	}

	/**
	 * Sets what to call whenever a token is needed.
	 * @param authCallback the callback
	 * @return this
	 */
	public B authCallback(@Nullable AuthCallback authCallback) {
		return auth(this.auth.toBuilder().authCallback(authCallback));
	}

	/**
	 * Sets which URL to ask whenever a token is needed.
	 * @param authUrl an absolute HTTP or HTTPS URL
	 * @return this
	 */
	public B authUrl(@Nullable String authUrl) {
		return auth(this.auth.toBuilder().authUrl(authUrl));
	}

	/**
	 * Sets how the {@code authUrl} is asked.
	 * @param authMethod GET by default
	 * @return this
	 */
	public B authMethod(AuthMethod authMethod) {
		return auth(this.auth.toBuilder().authMethod(authMethod));
	}

	/**
	 * Sets headers for the {@code authUrl}.
	 * @param authHeaders name to value
	 * @return this
	 */
	public B authHeaders(Map<String, String> authHeaders) {
		return auth(this.auth.toBuilder().authHeaders(authHeaders));
	}

	/**
	 * Sets parameters for the {@code authUrl}.
	 * @param authParams name to value
	 * @return this
	 */
	public B authParams(Map<String, String> authParams) {
		return auth(this.auth.toBuilder().authParams(authParams));
	}

	/**
	 * Sets whether the time is asked of the service before a token request is signed.
	 * @param queryTime {@code false} by default
	 * @return this
	 */
	public B queryTime(boolean queryTime) {
		return auth(this.auth.toBuilder().queryTime(queryTime));
	}

	/**
	 * Sets whether tokens are used even though there is a key.
	 * @param useTokenAuth {@code null}, the default, lets it follow from the other
	 * options
	 * @return this
	 */
	public B useTokenAuth(@Nullable Boolean useTokenAuth) {
		return auth(this.auth.toBuilder().useTokenAuth(useTokenAuth));
	}

	/**
	 * Sets all credentials at once, in place of whatever was set before.
	 * @param auth the credentials
	 * @return this
	 */
	public B auth(AuthOptions auth) {
		this.auth = Checks.present("auth", auth);
		return self();
	}

	/**
	 * Sets who the client is.
	 * @param clientId any text but the empty one and {@code *}
	 * @return this
	 */
	public B clientId(@Nullable String clientId) {
		if (clientId != null && (clientId.isEmpty() || clientId.equals("*"))) {
			throw AblyException.of(ErrorCodes.INVALID_CLIENT_ID, 400,
					"Option 'clientId' must not be empty and not be '*', which is reserved: leave it out for a client "
							+ "without an identity, or request a token for '*' with 'defaultTokenParams'");
		}
		this.clientId = clientId;
		return self();
	}

	/**
	 * Sets what tokens are to be like when nothing else is said.
	 * @param defaultTokenParams the parameters; a timestamp or nonce in them is not used
	 * @return this
	 */
	public B defaultTokenParams(TokenParams defaultTokenParams) {
		this.defaultTokenParams = Checks.present("defaultTokenParams", defaultTokenParams);
		return self();
	}

	private B auth(AuthOptionsBuilder changed) {
		this.auth = changed.build();
		return self();
	}

}
