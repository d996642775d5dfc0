package io.github.ablyspring.auth;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the options of a client say about its authentication. For use inside the engine.
 *
 * @param options the credentials
 * @param clientId who the client is, or {@code null}
 * @param defaultTokenParams what its tokens are to be like
 * @param keyPermitted whether a key may be used itself, which is not so without TLS
 * (RSA1)
 * @param connectTimeout how long opening a connection to an {@code authUrl} may take
 * @param requestTimeout how long the answer of an {@code authUrl} may take
 * @param callbackTimeout how long an {@code authCallback} may take
 */
public record AuthSettings(AuthOptions options, @Nullable String clientId, TokenParams defaultTokenParams,
		boolean keyPermitted, Duration connectTimeout, Duration requestTimeout, Duration callbackTimeout) {

	/**
	 * The parameters in force until an {@code authorize} brings others (RSA7a4, RSA7d).
	 * @return the parameters
	 */
	public TokenParams tokenParams() {
		TokenParams lasting = this.defaultTokenParams.lasting();
		return (this.clientId != null) ? lasting.withClientId(this.clientId) : lasting;
	}

}
