package io.github.ablyspring.emulator.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * What a caller shows: a key or a token.
 *
 * @param key the whole key, or {@code null}
 * @param token the token, or {@code null}
 */
public record Credentials(@Nullable String key, @Nullable String token) {

	private static final String BASIC = "basic ";

	private static final String BEARER = "bearer ";

	/**
	 * Finds the credentials of a request.
	 * @param authorization the header, if there is one
	 * @param query the query parameters
	 * @return the credentials
	 */
	public static Credentials of(@Nullable String authorization, Map<String, String> query) {
		if (authorization != null) {
			return ofHeader(authorization.strip());
		}
		String token = query.getOrDefault("accessToken", query.get("access_token"));
		if (token != null) {
			return ofToken(token);
		}
		String key = query.get("key");
		if (key == null) {
			throw Refusals.badCredentials("No credentials");
		}
		return new Credentials(key, null);
	}

	/**
	 * The credentials that a token is.
	 * @param token the token
	 * @return the credentials
	 */
	public static Credentials ofToken(String token) {
		return new Credentials(null, token);
	}

	private static Credentials ofHeader(String header) {
		if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
			return new Credentials(decode(header.substring(BASIC.length())), null);
		}
		if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			String token = header.substring(BEARER.length()).strip();
			// a token has a dot, base64 has none
			return ofToken((token.indexOf('.') >= 0) ? token : decode(token));
		}
		throw Refusals.badCredentials("The authorization scheme is neither Basic nor Bearer");
	}

	private static String decode(String base64) {
		try {
			return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badCredentials("The authorization header is not base64");
		}
	}

	@Override
	public String toString() {
		return (this.key != null) ? "Credentials[key]" : "Credentials[token]";
	}

}
