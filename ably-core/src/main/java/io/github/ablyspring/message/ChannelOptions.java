package io.github.ablyspring.message;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a channel is used (TB2). Immutable.
 *
 * <pre class="code">
 * ChannelOptions.builder().rewind(Duration.ofMinutes(2)).modes(ChannelMode.SUBSCRIBE).build()
 * </pre>
 *
 * @param cipher how payloads are encrypted, {@code null} if they are not
 * @param params the channel parameters sent when attaching
 * @param modes what the client wants to do on the channel, empty for the default
 * @param attachOnSubscribe whether subscribing attaches the channel
 */
public record ChannelOptions(@Nullable CipherParams cipher, Map<String, String> params, Set<ChannelMode> modes,
		boolean attachOnSubscribe) {

	/** No encryption, no parameters, the default modes; subscribing attaches. */
	public static final ChannelOptions DEFAULT = new ChannelOptions(null, Map.of(), Set.of(), true);

	public ChannelOptions {
		params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
		modes = modes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(modes));
	}

	/**
	 * Options that do nothing but encrypt (TB3).
	 * @param key the key, of 128 or 256 bits
	 * @return the options
	 */
	public static ChannelOptions withCipherKey(byte[] key) {
		return builder().cipher(CipherParams.of(key)).build();
	}

	/**
	 * Options that do nothing but encrypt (TB3).
	 * @param base64Key the key, of 128 or 256 bits, in Base64 or the URL-safe kind of it
	 * @return the options
	 */
	public static ChannelOptions withCipherKey(String base64Key) {
		return builder().cipher(CipherParams.of(base64Key)).build();
	}

	/**
	 * Start building.
	 * @return a builder that has the defaults
	 */
	public static Builder builder() {
		return DEFAULT.toBuilder();
	}

	/**
	 * Start building from these options.
	 * @return a builder that has all of these
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Builds channel options.
	 */
	public static final class Builder {

		private static final Duration LONGEST_REWIND = Duration.ofMinutes(2);

		private static final int MOST_REWIND = 100;

		private @Nullable CipherParams cipher;

		private final Map<String, String> params;

		private Set<ChannelMode> modes;

		private boolean attachOnSubscribe;

		private Builder(ChannelOptions options) {
			this.cipher = options.cipher;
			this.params = new LinkedHashMap<>(options.params);
			this.modes = options.modes;
			this.attachOnSubscribe = options.attachOnSubscribe;
		}

		/**
		 * Encrypt and decrypt payloads.
		 * @param cipher how, {@code null} for not at all
		 * @return this builder
		 */
		public Builder cipher(@Nullable CipherParams cipher) {
			this.cipher = cipher;
			return this;
		}

		/**
		 * Set a channel parameter.
		 * @param name its name
		 * @param value its value
		 * @return this builder
		 */
		public Builder param(String name, String value) {
			this.params.put(name, value);
			return this;
		}

		/**
		 * Set channel parameters, in addition to those set already.
		 * @param params their names and values
		 * @return this builder
		 */
		public Builder params(Map<String, String> params) {
			this.params.putAll(params);
			return this;
		}

		/**
		 * Begin with messages from before attaching.
		 * @param duration how far back to go, in whole seconds, at most two minutes
		 * @return this builder
		 */
		public Builder rewind(Duration duration) {
			if (duration.isNegative() || duration.isZero() || duration.getNano() != 0
					|| duration.compareTo(LONGEST_REWIND) > 0) {
				throw new IllegalArgumentException(
						"rewind goes back by whole seconds, from 1s to 120s, not by " + duration);
			}
			return param("rewind", duration.toSeconds() + "s");
		}

		/**
		 * Begin with messages from before attaching.
		 * @param count how many of the latest to begin with, at most 100
		 * @return this builder
		 */
		public Builder rewind(int count) {
			if (count < 1 || count > MOST_REWIND) {
				throw new IllegalArgumentException("rewind goes back by 1 to 100 messages, not by " + count);
			}
			return param("rewind", Integer.toString(count));
		}

		/**
		 * Receive only what has changed since the message before, where that is shorter.
		 * Needs {@code vcdiff-core} on the class path, or another {@link VcdiffDecoder}.
		 * @return this builder
		 */
		public Builder delta() {
			return param("delta", "vcdiff");
		}

		/**
		 * Set what the client wants to do on the channel.
		 * @param modes the modes, none for the default
		 * @return this builder
		 */
		public Builder modes(ChannelMode... modes) {
			return modes(List.of(modes));
		}

		/**
		 * Set what the client wants to do on the channel.
		 * @param modes the modes, none for the default
		 * @return this builder
		 */
		public Builder modes(Collection<ChannelMode> modes) {
			this.modes = modes.isEmpty() ? Set.of() : EnumSet.copyOf(modes);
			return this;
		}

		/**
		 * Set whether subscribing attaches the channel (TB4).
		 * @param attachOnSubscribe {@code true}, the default, if it does
		 * @return this builder
		 */
		public Builder attachOnSubscribe(boolean attachOnSubscribe) {
			this.attachOnSubscribe = attachOnSubscribe;
			return this;
		}

		/**
		 * Build.
		 * @return the options
		 */
		public ChannelOptions build() {
			return new ChannelOptions(this.cipher, this.params, this.modes, this.attachOnSubscribe);
		}

	}

}
