package io.github.ablyspring.auth;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.BatchResult;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of one client: who it is, its token, and the means to get others.
 */
public interface Auth {

	/**
	 * Who this client is.
	 * @return the client id; {@code *} when it may be anybody; {@code null} when it is
	 * nobody, or not known yet (RSA7, RSA12)
	 */
	@Nullable String clientId();

	/**
	 * The token in use (RSA16).
	 * @return its details, or {@code null} when there is none or the key itself is used
	 */
	@Nullable TokenDetails tokenDetails();

	/**
	 * Gets a new token at once, by the options and parameters in force, and uses it from
	 * now on (RSA10).
	 * @return the token
	 */
	default CompletableFuture<@Nullable TokenDetails> authorize() {
		return authorize(null, null);
	}

	/**
	 * Gets a new token at once and uses it from now on.
	 * @param tokenParams what tokens are to be like from now on
	 * @return the token
	 */
	default CompletableFuture<@Nullable TokenDetails> authorize(TokenParams tokenParams) {
		return authorize(tokenParams, null);
	}

	/**
	 * Gets a new token at once and uses it from now on. What is given takes the place of
	 * the options and parameters in force, as a whole, also for later renewals; only the
	 * key stays when the options bring none.
	 * @param tokenParams what tokens are to be like, or {@code null} for as before
	 * @param authOptions where to get them, or {@code null} for as before
	 * @return the token; {@code null} only when the options return to the key itself
	 * ({@code useTokenAuth} false)
	 */
	CompletableFuture<@Nullable TokenDetails> authorize(@Nullable TokenParams tokenParams,
			@Nullable AuthOptions authOptions);

	/**
	 * Signs a request for a token with the key, without sending it: something to hand to
	 * a client that has no key (RSA9).
	 * @return the signed request
	 */
	default CompletableFuture<TokenRequest> createTokenRequest() {
		return createTokenRequest(null, null);
	}

	/**
	 * Signs a request for a token with the key.
	 * @param tokenParams what the token is to be like
	 * @return the signed request
	 */
	default CompletableFuture<TokenRequest> createTokenRequest(TokenParams tokenParams) {
		return createTokenRequest(tokenParams, null);
	}

	/**
	 * Signs a request for a token.
	 * @param tokenParams what the token is to be like, or {@code null} for as configured
	 * @param authOptions with which key, or {@code null} for as configured
	 * @return the signed request
	 */
	CompletableFuture<TokenRequest> createTokenRequest(@Nullable TokenParams tokenParams,
			@Nullable AuthOptions authOptions);

	/**
	 * Gets a token without using it (RSA8).
	 * @return the token
	 */
	default CompletableFuture<TokenDetails> requestToken() {
		return requestToken(null, null);
	}

	/**
	 * Gets a token without using it.
	 * @param tokenParams what the token is to be like
	 * @return the token
	 */
	default CompletableFuture<TokenDetails> requestToken(TokenParams tokenParams) {
		return requestToken(tokenParams, null);
	}

	/**
	 * Gets a token without using it.
	 * @param tokenParams what the token is to be like, or {@code null} for as configured
	 * @param authOptions where to get it, or {@code null} for as configured
	 * @return the token
	 */
	CompletableFuture<TokenDetails> requestToken(@Nullable TokenParams tokenParams, @Nullable AuthOptions authOptions);

	/**
	 * Revokes tokens that the key has issued (RSA17). Needs a client that uses the key
	 * itself.
	 * @param targets which tokens
	 * @return a result for each target
	 */
	default CompletableFuture<BatchResult<TokenRevocationResult>> revokeTokens(List<TokenRevocationTarget> targets) {
		return revokeTokens(targets, TokenRevocationOptions.defaults());
	}

	/**
	 * Revokes tokens that the key has issued.
	 * @param targets which tokens
	 * @param options which of them, and how fast
	 * @return a result for each target
	 */
	CompletableFuture<BatchResult<TokenRevocationResult>> revokeTokens(List<TokenRevocationTarget> targets,
			TokenRevocationOptions options);

}
