package io.github.ablyspring.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import io.github.ablyspring.testing.RestFixture;

/**
 * A callback that gives one token after the other, and remembers what it was asked for.
 */
final class TokenSources implements AuthCallback {

	/** What it was asked for, each time. */
	final List<TokenParams> calls = new ArrayList<>();

	private final BiFunction<Integer, TokenParams, AuthToken> tokens;

	private TokenSources(BiFunction<Integer, TokenParams, AuthToken> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Gives whatever a function makes of the number of the call, from 1.
	 */
	static TokenSources of(BiFunction<Integer, TokenParams, AuthToken> tokens) {
		return new TokenSources(tokens);
	}

	/**
	 * Gives {@code token-1}, {@code token-2}, each good for an hour.
	 */
	static TokenSources numbered(RestFixture fixture) {
		return of((number, params) -> token(fixture, "token-" + number).build());
	}

	/**
	 * Gives the same token each time.
	 */
	static TokenSources always(AuthToken token) {
		return of((number, params) -> token);
	}

	/**
	 * A token that is good for an hour.
	 */
	static TokenDetails.Builder token(RestFixture fixture, String token) {
		return TokenDetails.builder(token).expires(fixture.loop.now().plus(Duration.ofHours(1)));
	}

	@Override
	public CompletionStage<AuthToken> token(TokenParams params) {
		this.calls.add(params);
		return CompletableFuture.completedFuture(this.tokens.apply(this.calls.size(), params));
	}

}
