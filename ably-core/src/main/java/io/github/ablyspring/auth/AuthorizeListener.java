package io.github.ablyspring.auth;

import java.util.concurrent.CompletionStage;

import io.github.ablyspring.protocol.AblyException;

/**
 * Hears of the tokens that a user's {@code authorize} brings, so that a connection can
 * take them to the service before the user is told (RTC8). Called on the loop. For use
 * inside the engine.
 */
public interface AuthorizeListener {

	/**
	 * There is a new token.
	 * @param token the token
	 * @return completes when it is in force
	 */
	CompletionStage<?> authorized(TokenDetails token);

	/**
	 * No token was to be had (RSA4d1).
	 * @param error why
	 */
	void authorizeFailed(AblyException error);

}
