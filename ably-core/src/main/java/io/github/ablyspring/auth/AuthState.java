package io.github.ablyspring.auth;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a client authenticates with at one moment.
 *
 * @param options where tokens come from; holds no token itself
 * @param params what tokens are to be like
 * @param tokenAuth whether tokens are used, or the key itself
 * @param credential what is in use, or {@code null} as long as there is none
 * @param pending a signed request that stands for the first token, or {@code null}
 * @param expires when the token expires, in milliseconds; never, when that is not known
 * @param renewAt from when on the token is renewed in the background, in milliseconds
 */
record AuthState(AuthOptions options, TokenParams params, boolean tokenAuth, @Nullable Credential credential,
		@Nullable TokenRequest pending, long expires, long renewAt) {

	static final long NEVER = Long.MAX_VALUE;

	private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);

	static AuthState initial(AuthOptions options, TokenParams params) {
		AuthOptions sources = options.toBuilder().token(null).build();
		ApiKey key = options.apiKey();
		if (!options.selectsTokenAuth() && key != null) {
			return new AuthState(sources, params, false, new Credential.Basic(key), null, NEVER, NEVER);
		}
		return new AuthState(sources, params, true, null, options.tokenRequest(), NEVER, NEVER);
	}

	AuthState withSources(AuthOptions options, TokenParams params) {
		return new AuthState(options.toBuilder().token(null).queryTime(false).build(), params, this.tokenAuth,
				this.credential, null, this.expires, this.renewAt);
	}

	// A token that lives an hour is renewed half a minute before its end, one that lives
	// a minute six seconds before.
	AuthState withToken(TokenDetails details, Instant now, boolean trustClock) {
		Instant end = details.expires();
		long expires = (end != null && trustClock) ? end.toEpochMilli() : NEVER;
		long margin = (expires != NEVER)
				? Math.min(LONGEST_MARGIN.toMillis(), Math.max(0, expires - now.toEpochMilli()) / 10) : 0;
		return new AuthState(this.options, this.params, true, new Credential.Bearer(details), null, expires,
				(expires != NEVER) ? expires - margin : NEVER);
	}

	AuthState withoutToken() {
		return new AuthState(this.options, this.params, true, null, null, NEVER, NEVER);
	}

	@Nullable TokenDetails token() {
		return (this.credential instanceof Credential.Bearer bearer) ? bearer.details() : null;
	}

}
