package io.github.ablyspring.message;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

import io.github.ablyspring.protocol.AblyException;
import org.jspecify.annotations.Nullable;

/**
 * How the payloads on a channel are encrypted (TZ2). Immutable; never shows its key.
 *
 * <pre class="code">
 * ChannelOptions.builder().cipher(CipherParams.of(key)).build()
 * </pre>
 *
 * @see Crypto#generateRandomKey()
 */
public final class CipherParams {

	private static final String DEFAULT_ALGORITHM = "aes";

	private static final String DEFAULT_MODE = "cbc";

	private final String algorithm;

	private final String mode;

	private final byte[] key;

	private final String encoding;

	private CipherParams(String algorithm, String mode, byte[] key) {
		this.algorithm = algorithm;
		this.mode = mode;
		this.key = key;
		this.encoding = "cipher+" + algorithm + "-" + (key.length * 8) + "-" + mode;
	}

	/**
	 * AES in CBC mode with the given key.
	 * @param key the key, of 128 or 256 bits
	 * @return the parameters
	 */
	public static CipherParams of(byte[] key) {
		return builder().key(key).build();
	}

	/**
	 * AES in CBC mode with the given key.
	 * @param base64Key the key, of 128 or 256 bits, in Base64 or the URL-safe kind of it
	 * @return the parameters
	 */
	public static CipherParams of(String base64Key) {
		return builder().key(base64Key).build();
	}

	/**
	 * Start building.
	 * @return a builder that still needs a key
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The algorithm.
	 * @return {@code aes}
	 */
	public String algorithm() {
		return this.algorithm;
	}

	/**
	 * The length of the key.
	 * @return its bits
	 */
	public int keyLength() {
		return this.key.length * 8;
	}

	/**
	 * The mode in which the algorithm is used.
	 * @return {@code cbc}
	 */
	public String mode() {
		return this.mode;
	}

	/**
	 * The key.
	 * @return a copy of it
	 */
	public byte[] key() {
		return this.key.clone();
	}

	/**
	 * What stands in the {@code encoding} of a message encrypted in this way.
	 * @return for example {@code cipher+aes-256-cbc}
	 */
	String encoding() {
		return this.encoding;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return (other instanceof CipherParams that) && this.encoding.equals(that.encoding)
				&& Arrays.equals(this.key, that.key);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.key);
	}

	@Override
	public String toString() {
		return "CipherParams[" + this.algorithm + "-" + keyLength() + "-" + this.mode + "]";
	}

	/**
	 * Builds {@link CipherParams}; what is not set has its default (CO2).
	 */
	public static final class Builder {

		private String algorithm = DEFAULT_ALGORITHM;

		private String mode = DEFAULT_MODE;

		private int keyLength;

		private byte @Nullable [] key;

		private Builder() {
		}

		/**
		 * Set the algorithm.
		 * @param algorithm {@code aes}, in upper or lower case
		 * @return this builder
		 */
		public Builder algorithm(String algorithm) {
			this.algorithm = algorithm.toLowerCase(Locale.ROOT);
			return this;
		}

		/**
		 * Set the mode.
		 * @param mode {@code cbc}, in upper or lower case
		 * @return this builder
		 */
		public Builder mode(String mode) {
			this.mode = mode.toLowerCase(Locale.ROOT);
			return this;
		}

		/**
		 * Set the length that the key must have.
		 * @param bits 128 or 256
		 * @return this builder
		 */
		public Builder keyLength(int bits) {
			this.keyLength = bits;
			return this;
		}

		/**
		 * Set the key.
		 * @param key the key
		 * @return this builder
		 */
		public Builder key(byte[] key) {
			this.key = key.clone();
			return this;
		}

		/**
		 * Set the key.
		 * @param base64Key the key, in Base64 or the URL-safe kind of it
		 * @return this builder
		 */
		public Builder key(String base64Key) {
			String standard = base64Key.strip().replace('-', '+').replace('_', '/');
			try {
				this.key = Base64.getMimeDecoder().decode(standard);
			}
			catch (IllegalArgumentException ex) {
				// the cause would quote the key
				throw refused("the key is not Base64");
			}
			return this;
		}

		/**
		 * Build.
		 * @return the parameters
		 * @throws AblyException if they do not fit together or are not supported
		 */
		public CipherParams build() {
			if (this.key == null) {
				throw refused("a key is required");
			}
			if (!this.algorithm.equals(DEFAULT_ALGORITHM)) {
				throw refused("the algorithm '" + this.algorithm + "' is not supported, only 'aes' is");
			}
			if (!this.mode.equals(DEFAULT_MODE)) {
				throw refused("the mode '" + this.mode + "' is not supported, only 'cbc' is");
			}
			int bits = this.key.length * 8;
			if (bits != 128 && bits != 256) {
				throw refused("the key has " + bits + " bits, it must have 128 or 256");
			}
			if (this.keyLength != 0 && this.keyLength != bits) {
				throw refused("the key has " + bits + " bits, but the key length is " + this.keyLength);
			}
			return new CipherParams(this.algorithm, this.mode, this.key);
		}

		private static AblyException refused(String why) {
			return AblyException.of(40003, 400, "Invalid cipher parameters: " + why);
		}

	}

}
