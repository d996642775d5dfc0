package io.github.ablyspring.auth;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.BatchResult;

/**
 * What authentication needs of the service; the request pipeline, a floor above, provides
 * it. For use inside the engine.
 */
public interface AuthServer {

	/**
	 * Exchanges a signed request for a token.
	 * @param request the request
	 * @return the token
	 */
	CompletableFuture<TokenDetails> exchange(TokenRequest request);

	/**
	 * The time by the clock of the service.
	 * @return the time
	 */
	CompletableFuture<Instant> time();

	/**
	 * Revokes tokens.
	 * @param key the key that issued them
	 * @param targets which tokens
	 * @param options which of them, and how fast
	 * @return a result for each target
	 */
	CompletableFuture<BatchResult<TokenRevocationResult>> revoke(Credential.Basic key,
			List<TokenRevocationTarget> targets, TokenRevocationOptions options);

}
