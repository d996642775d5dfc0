package io.github.ablyspring.auth;

import java.time.Instant;

import io.github.ablyspring.protocol.ErrorInfo;

/**
 * What became of one target of a revocation (RSA17c).
 */
public sealed interface TokenRevocationResult {

	/**
	 * Which tokens were meant.
	 * @return {@code type:value}
	 */
	String target();

	/**
	 * The tokens are revoked (TRS1).
	 *
	 * @param target which tokens
	 * @param appliesAt when the revocation takes effect
	 * @param issuedBefore which tokens, by the time of their issue
	 */
	record Success(String target, Instant appliesAt, Instant issuedBefore) implements TokenRevocationResult {
	}

	/**
	 * The tokens are not revoked (TRF1).
	 *
	 * @param target which tokens
	 * @param error why not
	 */
	record Failure(String target, ErrorInfo error) implements TokenRevocationResult {
	}

}
