package io.github.ablyspring.boot.token;

/**
 * What the token endpoint answers with.
 */
public enum AblyTokenFormat {

	/**
	 * A signed request that the client turns into a token at Ably. It can be used once
	 * and soon only.
	 */
	TOKEN_REQUEST,

	/** A token that the client can use at once: a JWT, signed with the key. */
	JWT

}
