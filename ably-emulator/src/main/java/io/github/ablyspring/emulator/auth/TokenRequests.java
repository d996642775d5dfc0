package io.github.ablyspring.emulator.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Checks token requests and decides what is granted.
 */
final class TokenRequests {

	private static final long DEFAULT_TTL = 3_600_000;

	private static final long MAX_TTL = 24 * 3_600_000;

	private static final long MAX_CLOCK_SKEW = 120_000;

	// a nonce needs to be known for as long as the timestamp beside it is accepted
	private static final long NONCE_LIFE = 2 * MAX_CLOCK_SKEW + 1000;

	private static final int MAX_NONCES = 100_000;

	private final Map<String, Long> nonces = new LinkedHashMap<>();

	private final LongSupplier clock;

	TokenRequests(LongSupplier clock) {
		this.clock = clock;
	}

	TokenGrant grant(Apps.Owned owned, TokenRequest request) {
		String keyName = owned.key().name();
		if (request.keyName() != null && !request.keyName().equals(keyName)) {
			throw Refusals.incompatibleCredentials("The token request is for another key");
		}
		long ttl = ttl(request.ttl());
		if (request.clientId() != null && request.clientId().isEmpty()) {
			throw Refusals.badClientId("The clientId is empty");
		}
		Grants grants = grants(owned.key().grants(), request.capability());
		long now = this.clock.getAsLong();
		if (request.mac() != null) {
			verify(owned, request, request.mac(), now);
		}
		else if (request.timestamp() != null) {
			requireRecent(number("timestamp", request.timestamp()), now);
		}
		return new TokenGrant(owned.app(), owned.key(), grants, request.clientId(), now, now + ttl, null);
	}

	private static long ttl(@Nullable String text) {
		long ttl = (text != null) ? number("ttl", text) : 0;
		if (ttl < 0 || ttl > MAX_TTL) {
			throw Refusals.badParameter("The ttl has to be between 0 and " + MAX_TTL + " milliseconds");
		}
		return (ttl != 0) ? ttl : DEFAULT_TTL;
	}

	private static Grants grants(Grants ofKey, @Nullable String capability) {
		if (capability == null || capability.isEmpty()) {
			return ofKey;
		}
		Grants granted = Grants.parse(capability).intersect(ofKey);
		if (granted == null) {
			throw Refusals.nothingGranted();
		}
		return granted;
	}

	private void verify(Apps.Owned owned, TokenRequest request, String mac, long now) {
		if (!isSigned(owned, request, mac)) {
			throw Refusals.badCredentials("The mac of the token request does not verify");
		}
		if (request.timestamp() == null || request.nonce() == null) {
			throw Refusals.badRequest("A signed token request has a timestamp and a nonce");
		}
		requireRecent(number("timestamp", request.timestamp()), now);
		String nonce = owned.key().name() + " " + request.nonce();
		sweep();
		if (this.nonces.size() >= MAX_NONCES || this.nonces.putIfAbsent(nonce, now + NONCE_LIFE) != null) {
			throw Refusals.nonceReplayed();
		}
	}

	// some clients sign an absent ttl as an empty line and send a zero
	private static boolean isSigned(Apps.Owned owned, TokenRequest request, String mac) {
		String ttl = TokenRequest.orEmpty(request.ttl());
		return matches(owned, request, ttl, mac) || (ttl.equals("0") && matches(owned, request, "", mac));
	}

	private static boolean matches(Apps.Owned owned, TokenRequest request, String ttl, String mac) {
		byte[] expected = Hmac.sha256(owned.key().secret(), request.signedText(owned.key().name(), ttl));
		return MessageDigest.isEqual(Base64.getEncoder().encode(expected), mac.getBytes(StandardCharsets.UTF_8));
	}

	private static void requireRecent(long timestamp, long now) {
		if (Math.abs(now - timestamp) > MAX_CLOCK_SKEW) {
			throw Refusals.badTimestamp();
		}
	}

	private static long number(String name, String text) {
		try {
			return Long.parseLong(text.strip());
		}
		catch (NumberFormatException ex) {
			throw Refusals.badParameter("The field " + name + " has to be a whole number");
		}
	}

	void sweep() {
		long now = this.clock.getAsLong();
		// oldest first, so the first that still counts ends it
		var entries = this.nonces.values().iterator();
		while (entries.hasNext() && entries.next() < now) {
			entries.remove();
		}
	}

}
