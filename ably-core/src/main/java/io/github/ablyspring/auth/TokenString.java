package io.github.ablyspring.auth;

/**
 * A token about which nothing else is known (TN1).
 *
 * @param token an Ably token or a JWT; the client does not look into it
 */
public record TokenString(String token) implements AuthToken {

	@Override
	public String toString() {
		return "TokenString[…]";
	}

}
