package io.github.ablyspring.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;

/**
 * An API key: its public name and its secret (RSA11).
 *
 * @param name the name, {@code appId.keyId}
 * @param secret the secret
 */
public record ApiKey(String name, String secret) {

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * Takes a key apart.
	 * @param key {@code appId.keyId:secret}, as the dashboard shows it
	 * @return the key
	 */
	public static ApiKey parse(String key) {
		int colon = key.indexOf(':');
		String name = (colon > 0) ? key.substring(0, colon) : "";
		int dot = name.indexOf('.');
		boolean wellFormed = dot > 0 && dot < name.length() - 1 && colon < key.length() - 1
				&& key.chars().noneMatch((c) -> c <= ' ');
		if (!wellFormed) {
			throw AblyException.of(ErrorCodes.INVALID_CREDENTIAL, 400,
					"Option 'key' is malformed: an API key has the form 'appId.keyId:secret'. Copy the whole key, "
							+ "with its secret, from the API keys of your app in the Ably dashboard.");
		}
		return new ApiKey(name, key.substring(colon + 1));
	}

	/**
	 * The whole key.
	 * @return name and secret
	 */
	public String value() {
		return this.name + ":" + this.secret;
	}

	String basicAuthorization() {
		return "Basic " + Base64.getEncoder().encodeToString(value().getBytes(StandardCharsets.UTF_8));
	}

	String sign(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	@Override
	public String toString() {
		return this.name + ":…";
	}

}
