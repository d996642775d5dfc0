package io.github.ablyspring.emulator.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.auth.Revocations.Revocation;
import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Knows every key and token, and says who somebody is.
 */
public final class Authority {

	/**
	 * How long a revocation waits when clients shall have the time to renew their tokens;
	 * a bit more than the half minute that is promised.
	 */
	public static final long REAUTH_MARGIN = 31_000;

	private final Apps apps;

	private final LongSupplier clock;

	private final Tokens tokens = new Tokens();

	private final Revocations revocations = new Revocations();

	private final List<Consumer<Revocation>> listeners = new ArrayList<>();

	private final TokenRequests requests;

	/**
	 * Creates one.
	 * @param apps the applications
	 * @param clock the time
	 */
	public Authority(Apps apps, LongSupplier clock) {
		this.apps = apps;
		this.clock = clock;
		this.requests = new TokenRequests(clock);
	}

	/**
	 * Calls somebody for each revocation, when it is asked for.
	 * @param listener whom to call
	 */
	public void onRevocation(Consumer<Revocation> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Says who shows some credentials, or refuses.
	 * @param credentials what is shown
	 * @param clientId whom the caller says it is, if it does
	 * @return who it is
	 */
	public Identity identify(Credentials credentials, @Nullable String clientId) {
		if (clientId != null && clientId.isEmpty()) {
			throw Refusals.badClientId("The clientId is empty");
		}
		String key = credentials.key();
		if (key != null) {
			Apps.Owned owned = requireKey(key);
			return Identity.ofKey(owned.app(), owned.key(), clientId);
		}
		String token = credentials.token();
		TokenGrant grant = requireToken((token != null) ? token : "");
		return Identity.ofToken(grant, reconcile(grant.clientId(), clientId));
	}

	private Apps.Owned requireKey(String key) {
		int colon = key.indexOf(':');
		if (colon < 0) {
			throw Refusals.badCredentials("The key has no secret");
		}
		Apps.Owned owned = this.apps.requireKey(key.substring(0, colon));
		if (!owned.key().hasSecret(key.substring(colon + 1))) {
			throw Refusals.badCredentials("The secret is not that of the key");
		}
		return owned;
	}

	private TokenGrant requireToken(String token) {
		TokenGrant grant = Jwt.looksLike(token) ? requireJwt(token) : requireIssued(token);
		requireValid(grant);
		return grant;
	}

	private TokenGrant requireJwt(String token) {
		TokenGrant known = this.tokens.find(token);
		if (known != null && this.apps.find(known.app().id()) == known.app()) {
			return known;
		}
		TokenGrant grant = Jwt.verify(token, this.apps);
		this.tokens.remember(token, grant);
		return grant;
	}

	private TokenGrant requireIssued(String token) {
		int dot = token.indexOf('.');
		this.apps.requireApp((dot < 0) ? "" : token.substring(0, dot));
		TokenGrant grant = this.tokens.find(token);
		if (grant == null) {
			throw Refusals.tokenUnknown();
		}
		return grant;
	}

	/**
	 * Refuses when a token no longer counts.
	 * @param grant what it stands for
	 */
	public void requireValid(TokenGrant grant) {
		if (grant.expires() <= this.clock.getAsLong() || this.tokens.isEnded(grant)) {
			throw Refusals.tokenExpired();
		}
		if (this.revocations.isRevoked(grant, this.clock.getAsLong())) {
			throw Refusals.tokenRevoked();
		}
	}

	private static @Nullable String reconcile(@Nullable String ofToken, @Nullable String claimed) {
		if (claimed == null || claimed.equals(ofToken)) {
			return ofToken;
		}
		if (!Identity.ANYBODY.equals(ofToken)) {
			throw Refusals.incompatibleCredentials("The clientId is not that of the token");
		}
		return claimed;
	}

	/**
	 * Issues a token.
	 * @param keyName the key it shall be made with
	 * @param request what is asked for
	 * @param credentials what the caller shows, needed when the request is not signed
	 * @return the token
	 */
	public IssuedToken issue(String keyName, TokenRequest request, @Nullable Credentials credentials) {
		Apps.Owned owned = this.apps.requireKey(keyName);
		if (request.mac() == null) {
			requireSameKey(owned.key(), credentials);
		}
		TokenGrant grant = this.requests.grant(owned, request);
		return new IssuedToken(this.tokens.issue(grant), grant);
	}

	private void requireSameKey(ApiKey key, @Nullable Credentials credentials) {
		if (credentials == null || credentials.key() == null) {
			throw Refusals.badCredentials("An unsigned token request needs Basic authentication");
		}
		if (!requireKey(credentials.key()).key().name().equals(key.name())) {
			throw Refusals.incompatibleCredentials("The token is requested from another key");
		}
	}

	/**
	 * Revokes tokens.
	 * @param key the key they were made with
	 * @param type what they are found by
	 * @param value its value
	 * @param issuedBefore until when they were issued; {@code null} is now
	 * @param margin whether their holders shall have the time to renew them
	 * @return what was revoked, and when that takes effect
	 */
	public Revocation revoke(ApiKey key, Revocations.Type type, String value, @Nullable Long issuedBefore,
			boolean margin) {
		long now = this.clock.getAsLong();
		Revocation revocation = new Revocation(key, type, value, (issuedBefore != null) ? issuedBefore : now,
				margin ? now + REAUTH_MARGIN : now);
		this.revocations.add(revocation);
		this.listeners.forEach((listener) -> listener.accept(revocation));
		return revocation;
	}

	/**
	 * Lets all tokens that were issued or used so far be expired, whatever they say.
	 */
	public void expireTokens() {
		this.tokens.endAll();
	}

	/**
	 * Drops what is of no more use.
	 */
	public void sweep() {
		this.tokens.sweep(this.clock.getAsLong());
		this.requests.sweep();
	}

	/**
	 * A token that was issued.
	 *
	 * @param token the token
	 * @param grant what it stands for
	 */
	public record IssuedToken(String token, TokenGrant grant) {

		@Override
		public String toString() {
			return "IssuedToken[" + this.grant.key().name() + "]";
		}

	}

}
