package io.github.ablyspring.boot.autoconfigure.token;

import java.io.Serial;

/**
 * There is an endpoint for tokens, but nothing says what they permit.
 */
final class TokensUnauthorizedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	TokensUnauthorizedException() {
		super("Nothing says what the tokens of the endpoint permit");
	}

}
