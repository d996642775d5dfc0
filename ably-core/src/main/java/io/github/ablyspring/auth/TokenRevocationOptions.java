package io.github.ablyspring.auth;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How tokens are revoked (RSA17e, RSA17f).
 *
 * @param issuedBefore only tokens issued before this time; {@code null} for all up to now
 * @param allowReauthMargin whether clients get half a minute to obtain another token;
 * {@code null} leaves it to the service
 */
public record TokenRevocationOptions(@Nullable Instant issuedBefore, @Nullable Boolean allowReauthMargin) {

	private static final TokenRevocationOptions DEFAULTS = new TokenRevocationOptions(null, null);

	/**
	 * Everything as the service does it by default.
	 * @return the options
	 */
	public static TokenRevocationOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Only tokens issued before a time.
	 * @param time the time
	 * @return a copy
	 */
	public TokenRevocationOptions issuedBefore(Instant time) {
		return new TokenRevocationOptions(time, this.allowReauthMargin);
	}

	/**
	 * Whether clients get half a minute to obtain another token.
	 * @param allow {@code true} to give them time
	 * @return a copy
	 */
	public TokenRevocationOptions allowReauthMargin(boolean allow) {
		return new TokenRevocationOptions(this.issuedBefore, allow);
	}

}
