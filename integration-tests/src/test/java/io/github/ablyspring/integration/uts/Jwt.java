package io.github.ablyspring.integration.uts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.ablyspring.auth.TokenDetails;

/**
 * Tokens that an application signs itself.
 */
final class Jwt {

	private final String key;

	private final StringBuilder claims = new StringBuilder();

	private Instant issued = Instant.now();

	private Instant expires = this.issued.plus(Duration.ofHours(1));

	private Jwt(String key) {
		this.key = key;
	}

	static Jwt of(String key) {
		return new Jwt(key);
	}

	Jwt clientId(String clientId) {
		return claim("x-ably-clientId", clientId);
	}

	Jwt capability(String capability) {
		return claim("x-ably-capability", capability);
	}

	Jwt issued(Instant issued) {
		this.issued = issued;
		return this;
	}

	Jwt expires(Instant expires) {
		this.expires = expires;
		return this;
	}

	private Jwt claim(String name, String value) {
		this.claims.append(",\"").append(name).append("\":\"").append(value.replace("\"", "\\\"")).append('"');
		return this;
	}

	String sign() {
		int colon = this.key.indexOf(':');
		String header = "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"" + this.key.substring(0, colon) + "\"}";
		String payload = "{\"iat\":" + this.issued.getEpochSecond() + ",\"exp\":" + this.expires.getEpochSecond()
				+ this.claims + "}";
		String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ base64(payload.getBytes(StandardCharsets.UTF_8));
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(this.key.substring(colon + 1).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	TokenDetails token() {
		return TokenDetails.of(sign());
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
