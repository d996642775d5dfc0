package io.github.ablyspring.emulator.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;

/**
 * Makes what an application's own server makes: signed token requests and JSON Web
 * Tokens.
 */
public final class Tokens {

	private Tokens() {
	}

	public static byte[] hmac(String secret, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String jwt(String key, Map<String, Object> claims) {
		String keyName = key.substring(0, key.indexOf(':'));
		String unsigned = part(Map.of("alg", "HS256", "typ", "JWT", "kid", keyName)) + "." + part(claims);
		return unsigned + "."
				+ Base64.getUrlEncoder()
					.withoutPadding()
					.encodeToString(hmac(key.substring(key.indexOf(':') + 1), unsigned));
	}

	public static String jwt(String key, long issuedMillis, long ttlMillis) {
		return jwt(key, Map.of("iat", issuedMillis / 1000, "exp", (issuedMillis + ttlMillis) / 1000));
	}

	private static String part(Map<String, Object> tree) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(WireCodec.writeTree(WireFormat.JSON, tree));
	}

	/**
	 * A token request, signed.
	 * @param key the key
	 * @param fields what is asked for; <code>ttl</code>, <code>capability</code> and
	 * <code>clientId</code> may be missing
	 * @return the request
	 */
	public static Map<String, Object> signed(String key, Map<String, Object> fields) {
		String keyName = key.substring(0, key.indexOf(':'));
		Map<String, Object> request = new LinkedHashMap<>(fields);
		request.put("keyName", keyName);
		request.putIfAbsent("nonce", Long.toString(System.nanoTime()));
		String text = keyName + "\n" + text(request, "ttl") + "\n" + text(request, "capability") + "\n"
				+ text(request, "clientId") + "\n" + text(request, "timestamp") + "\n" + text(request, "nonce") + "\n";
		request.put("mac", Base64.getEncoder().encodeToString(hmac(key.substring(key.indexOf(':') + 1), text)));
		return request;
	}

	private static String text(Map<String, Object> request, String name) {
		return request.containsKey(name) ? String.valueOf(request.get(name)) : "";
	}

	/**
	 * Gets a token the simple way.
	 * @param emulator the emulator
	 * @param fields what is asked for
	 * @return the token
	 */
	public static String request(AblyEmulator emulator, Map<String, Object> fields) {
		String keyName = emulator.key().substring(0, emulator.key().indexOf(':'));
		return String.valueOf(Rest.of(emulator).post("/keys/" + keyName + "/requestToken", fields).map().get("token"));
	}

}
