package io.github.ablyspring.boot.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.ablyspring.auth.ApiKey;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;

/**
 * Makes tokens of the form that Ably accepts, signed with an API key.
 */
final class JwtTokens {

	private static final String ALGORITHM = "HmacSHA256";

	private final ApiKey key;

	private final Clock clock;

	JwtTokens(ApiKey key, Clock clock) {
		this.key = key;
		this.clock = clock;
	}

	String create(AblyTokenGrant grant, Duration ttl) {
		Instant now = this.clock.instant();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iat", now.getEpochSecond());
		claims.put("exp", now.plus(ttl).getEpochSecond());
		claims.put("x-ably-capability", grant.capability().toJson());
		if (grant.clientId() != null) {
			claims.put("x-ably-clientId", grant.clientId());
		}
		String content = encode(Map.of("typ", "JWT", "alg", "HS256", "kid", this.key.name())) + "." + encode(claims);
		return content + "." + base64(sign(content));
	}

	private byte[] sign(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.key.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has " + ALGORITHM, ex);
		}
	}

	private static String encode(Map<String, Object> json) {
		return base64(WireCodec.writeTree(WireFormat.JSON, json));
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
