package io.github.ablyspring.emulator.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

import io.github.ablyspring.emulator.apps.Apps;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON Web Token signed with the secret of a key.
 */
final class Jwt {

	private Jwt() {
	}

	/**
	 * Tells whether a token is a JWT rather than one of ours.
	 * @param token the token
	 * @return whether it consists of three parts
	 */
	static boolean looksLike(String token) {
		return token.chars().filter((c) -> c == '.').count() == 2;
	}

	/**
	 * Verifies a token and says what it stands for. Whether it is still valid is for the
	 * caller to see.
	 * @param token the token
	 * @param apps where its key is found
	 * @return what it stands for
	 */
	static TokenGrant verify(String token, Apps apps) {
		String[] parts = token.split("\\.", -1);
		Map<String, @Nullable Object> header = json(parts[0]);
		if (!"HS256".equals(header.get("alg"))) {
			throw Refusals.badJwt("the algorithm has to be HS256");
		}
		String keyName = Tree.text(header, "kid");
		if (keyName == null) {
			throw Refusals.badJwt("the header names no key (kid)");
		}
		Apps.Owned owned = apps.requireKey(keyName);
		byte[] expected = Hmac.sha256(owned.key().secret(), parts[0] + "." + parts[1]);
		if (!MessageDigest.isEqual(expected, decode(parts[2]))) {
			throw Refusals.badJwt("the signature does not verify");
		}
		return grant(owned, json(parts[1]));
	}

	private static TokenGrant grant(Apps.Owned owned, Map<String, @Nullable Object> claims) {
		Grants grants = owned.key().grants();
		Object capability = claims.get("x-ably-capability");
		if (capability != null) {
			Grants requested = (capability instanceof String text) ? Grants.parse(text) : Grants.of(capability);
			grants = requested.intersect(grants);
			if (grants == null) {
				throw Refusals.nothingGranted();
			}
		}
		String clientId = Tree.text(claims, "x-ably-clientId");
		if (clientId != null && clientId.isEmpty()) {
			throw Refusals.badClientId("The clientId of the token is empty");
		}
		return new TokenGrant(owned.app(), owned.key(), grants, clientId, seconds(claims, "iat"),
				seconds(claims, "exp"), Tree.text(claims, "x-ably-revocation-key"));
	}

	private static long seconds(Map<String, @Nullable Object> claims, String name) {
		if (!(claims.get(name) instanceof Number number)) {
			throw Refusals.badJwt("the claim " + name + " is missing or not a number");
		}
		return (long) (number.doubleValue() * 1000);
	}

	private static Map<String, @Nullable Object> json(String part) {
		try {
			return Tree.map(Tree.parseJson(new String(decode(part), StandardCharsets.UTF_8)));
		}
		catch (RuntimeException ex) {
			throw Refusals.badJwt("header and claims have to be JSON objects");
		}
	}

	private static byte[] decode(String part) {
		try {
			return Base64.getUrlDecoder().decode(part);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badJwt("it is not base64url");
		}
	}

}
