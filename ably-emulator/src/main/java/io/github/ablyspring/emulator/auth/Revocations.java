package io.github.ablyspring.emulator.auth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import io.github.ablyspring.emulator.apps.ApiKey;

/**
 * Which tokens no longer count.
 */
public final class Revocations {

	private static final int LIMIT = 10_000;

	private final Deque<Revocation> revocations = new ArrayDeque<>();

	void add(Revocation revocation) {
		this.revocations.add(revocation);
		if (this.revocations.size() > LIMIT) {
			this.revocations.removeFirst();
		}
	}

	boolean isRevoked(TokenGrant token, long now) {
		return this.revocations.stream()
			.anyMatch((revocation) -> revocation.appliesAt() <= now && revocation.concerns(token));
	}

	/**
	 * A revocation.
	 *
	 * @param key the key whose tokens it is about
	 * @param type what the tokens are found by
	 * @param value its value
	 * @param issuedBefore tokens made later are not concerned
	 * @param appliesAt when it takes effect
	 */
	public record Revocation(ApiKey key, Type type, String value, long issuedBefore, long appliesAt) {

		/**
		 * Tells whether it is about a token.
		 * @param token the token
		 * @return whether it is
		 */
		public boolean concerns(TokenGrant token) {
			if (!token.key().name().equals(this.key.name()) || token.issued() > this.issuedBefore) {
				return false;
			}
			return switch (this.type) {
				case CLIENT_ID -> Objects.equals(token.clientId(), this.value);
				case REVOCATION_KEY -> Objects.equals(token.revocationKey(), this.value);
				case CHANNEL -> token.grants().names(this.value);
			};
		}

	}

	/**
	 * What the tokens to revoke are found by.
	 */
	public enum Type {

		CLIENT_ID("clientId"), REVOCATION_KEY("revocationKey"), CHANNEL("channel");

		private final String wireName;

		Type(String wireName) {
			this.wireName = wireName;
		}

		public String wireName() {
			return this.wireName;
		}

	}

}
