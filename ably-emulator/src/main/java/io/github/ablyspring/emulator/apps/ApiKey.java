package io.github.ablyspring.emulator.apps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import io.github.ablyspring.emulator.auth.Grants;

/**
 * A key of an application.
 *
 * @param name <code>appId.keyId</code>
 * @param secret what only its owner knows
 * @param grants what it may be used for
 * @param revocableTokens whether tokens made with it can be revoked
 */
public record ApiKey(String name, String secret, Grants grants, boolean revocableTokens) {

	/**
	 * The whole key as a client takes it.
	 * @return name and secret
	 */
	public String full() {
		return this.name + ":" + this.secret;
	}

	/**
	 * Compares a secret in constant time.
	 * @param candidate the secret to compare
	 * @return whether it is that of this key
	 */
	public boolean hasSecret(String candidate) {
		return MessageDigest.isEqual(this.secret.getBytes(StandardCharsets.UTF_8),
				candidate.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return "ApiKey[" + this.name + "]";
	}

}
