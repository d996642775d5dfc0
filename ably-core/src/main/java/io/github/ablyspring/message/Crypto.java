package io.github.ablyspring.message;

import java.security.SecureRandom;

import io.github.ablyspring.protocol.AblyException;

/**
 * Keys and parameters for the encryption of channels (RSE).
 */
public final class Crypto {

	private static final int DEFAULT_KEY_LENGTH = 256;

	private Crypto() {
	}

	/**
	 * Complete the parameters given with the defaults (RSE1).
	 * @param options the parameters given; at least a key
	 * @return the complete parameters
	 */
	public static CipherParams getDefaultParams(CipherParams.Builder options) {
		return options.build();
	}

	/**
	 * The default parameters with a key (RSE1).
	 * @param key the key
	 * @return the complete parameters
	 */
	public static CipherParams getDefaultParams(byte[] key) {
		return CipherParams.of(key);
	}

	/**
	 * The default parameters with a key (RSE1).
	 * @param base64Key the key, in Base64 or the URL-safe kind of it
	 * @return the complete parameters
	 */
	public static CipherParams getDefaultParams(String base64Key) {
		return CipherParams.of(base64Key);
	}

	/**
	 * A new random key of 256 bits (RSE2).
	 * @return the key
	 */
	public static byte[] generateRandomKey() {
		return generateRandomKey(DEFAULT_KEY_LENGTH);
	}

	/**
	 * A new random key (RSE2).
	 * @param keyLength how many bits it has: 128 or 256
	 * @return the key
	 */
	public static byte[] generateRandomKey(int keyLength) {
		if (keyLength != 128 && keyLength != 256) {
			throw AblyException.of(40003, 400, "A key has 128 or 256 bits, not " + keyLength);
		}
		byte[] key = new byte[keyLength / 8];
		new SecureRandom().nextBytes(key);
		return key;
	}

}
