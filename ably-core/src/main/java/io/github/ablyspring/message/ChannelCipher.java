package io.github.ablyspring.message;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts payloads with AES in CBC mode, the initialization vector in front
 * of the ciphertext. Safe for use by several threads.
 * <p>
 * To set up a {@link Cipher} costs more than to encrypt a short message, so each is used
 * again, and set up once only, with a vector of zeros. In CBC mode a nonce in front of
 * the plaintext makes up for that: encrypted, it <em>is</em> the initialization vector of
 * what follows (NIST SP 800-38A, appendix C: the cipher applied to a nonce). The nonce
 * need not be random, only new: it counts on from a random block, since to draw a random
 * one for each message took half of the time. The other way round, the first block of
 * what is decrypted is of no interest, and the blocks after it are what they have to be.
 */
final class ChannelCipher {

	private static final int BLOCK = 16;

	private static final int SLOTS = 4;

	private final CipherParams params;

	private final SecretKeySpec key;

	private final RandomBytes random;

	private final AtomicReferenceArray<@Nullable Encryptor> encryptors = new AtomicReferenceArray<>(SLOTS);

	private final AtomicReferenceArray<@Nullable Cipher> decryptors = new AtomicReferenceArray<>(SLOTS);

	ChannelCipher(CipherParams params) {
		this(params, new SecureRandom()::nextBytes);
	}

	ChannelCipher(CipherParams params, RandomBytes random) {
		this.params = params;
		this.key = new SecretKeySpec(params.key(), "AES");
		this.random = random;
	}

	String encoding() {
		return this.params.encoding();
	}

	byte[] encrypt(byte[] plain) throws GeneralSecurityException {
		int slot = slot();
		Encryptor encryptor = this.encryptors.getAndSet(slot, null);
		if (encryptor == null) {
			encryptor = new Encryptor(create("AES/CBC/PKCS5Padding", Cipher.ENCRYPT_MODE), firstNonce());
		}
		byte[] encrypted = encryptor.encrypt(plain);
		// not reached after a failure: a cipher in an unknown state is not used again
		this.encryptors.set(slot, encryptor);
		return encrypted;
	}

	private byte[] firstNonce() {
		byte[] nonce = new byte[BLOCK];
		this.random.fill(nonce);
		return nonce;
	}

	byte[] decrypt(byte[] encrypted) throws GeneralSecurityException {
		if (encrypted.length < 2 * BLOCK || encrypted.length % BLOCK != 0) {
			throw new IllegalBlockSizeException("Not a whole number of blocks");
		}
		int slot = slot();
		Cipher cipher = this.decryptors.getAndSet(slot, null);
		if (cipher == null) {
			cipher = create("AES/CBC/NoPadding", Cipher.DECRYPT_MODE);
		}
		byte[] padded = cipher.doFinal(encrypted);
		this.decryptors.set(slot, cipher);
		return Arrays.copyOfRange(padded, BLOCK, padded.length - padding(padded));
	}

	private static int padding(byte[] padded) throws BadPaddingException {
		int padding = padded[padded.length - 1];
		if (padding < 1 || padding > BLOCK) {
			throw new BadPaddingException("Not padded");
		}
		for (int i = padded.length - padding; i < padded.length; i++) {
			if (padded[i] != padding) {
				throw new BadPaddingException("Not padded");
			}
		}
		return padding;
	}

	private Cipher create(String transformation, int mode) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(transformation);
		cipher.init(mode, this.key, new IvParameterSpec(new byte[BLOCK]));
		return cipher;
	}

	private static int slot() {
		return (int) Thread.currentThread().getId() & (SLOTS - 1);
	}

	/** Used by one thread at a time. */
	private static final class Encryptor {

		private final Cipher cipher;

		private final byte[] nonce;

		Encryptor(Cipher cipher, byte[] firstNonce) {
			this.cipher = cipher;
			this.nonce = firstNonce;
		}

		byte[] encrypt(byte[] plain) throws GeneralSecurityException {
			byte[] encrypted = new byte[BLOCK + (plain.length / BLOCK + 1) * BLOCK];
			this.cipher.update(this.nonce, 0, BLOCK, encrypted, 0);
			this.cipher.doFinal(plain, 0, plain.length, encrypted, BLOCK);
			nextNonce();
			return encrypted;
		}

		private void nextNonce() {
			int at = BLOCK;
			while (at > 0 && ++this.nonce[--at] == 0) {
				// carries over into the byte before
			}
		}

	}

	/**
	 * Where random bytes come from.
	 */
	@FunctionalInterface
	interface RandomBytes {

		void fill(byte[] target);

	}

}
