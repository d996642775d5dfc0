package io.github.ablyspring.emulator.auth;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.emulator.apps.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were issued, and the JSON Web Tokens that were shown.
 */
final class Tokens {

	private static final int LIMIT = 100_000;

	private static final int RANDOM_LENGTH = 42;

	// how long an expired token is remembered as such, rather than as one never heard of
	private static final long REMEMBERED = 3_600_000;

	private final Map<String, TokenGrant> tokens = new LinkedHashMap<>();

	// those that were ended before their time; by identity, for others may say the same
	private final Set<TokenGrant> ended = Collections.newSetFromMap(new IdentityHashMap<>());

	String issue(TokenGrant grant) {
		String token = grant.app().id() + "." + Ids.random(RANDOM_LENGTH);
		remember(token, grant);
		return token;
	}

	void remember(String token, TokenGrant grant) {
		this.tokens.put(token, grant);
		if (this.tokens.size() > LIMIT) {
			Iterator<TokenGrant> oldest = this.tokens.values().iterator();
			oldest.next();
			oldest.remove();
		}
	}

	@Nullable TokenGrant find(String token) {
		return this.tokens.get(token);
	}

	void endAll() {
		this.ended.addAll(this.tokens.values());
	}

	boolean isEnded(TokenGrant grant) {
		return this.ended.contains(grant);
	}

	void sweep(long now) {
		this.tokens.values().removeIf((grant) -> grant.expires() + REMEMBERED < now);
		this.ended.removeIf((grant) -> grant.expires() < now);
	}

}
