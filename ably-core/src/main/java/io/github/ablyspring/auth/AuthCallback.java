package io.github.ablyspring.auth;

import java.util.concurrent.CompletionStage;

/**
 * Gets a token from wherever an application keeps its keys, usually its own server
 * (AO2b). Called whenever the client needs one; concurrent requests share one call. It
 * runs where user code runs, so it may block, within the time that the client allows.
 * <pre>{@code
 * options.authCallback(params -> myServer.tokenFor(params.clientId()).thenApply(AuthToken::fromJson));
 * }</pre>
 */
@FunctionalInterface
public interface AuthCallback {

	/**
	 * Gets a token.
	 * @param params what the token is to be like
	 * @return a token, its details, or a signed request for one
	 */
	CompletionStage<? extends AuthToken> token(TokenParams params);

}
