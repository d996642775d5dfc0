package io.github.ablyspring.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.message.Capability;
import org.jspecify.annotations.Nullable;

/**
 * What a token is asked to be like (TK1). Whatever is left out is decided by the service:
 * an hour, and everything that the key permits.
 *
 * @param ttl how long the token is to live
 * @param capability what it is to permit, as JSON text
 * @param clientId whom it is to identify; {@code *} for anybody
 * @param timestamp when the request is made; for one request only
 * @param nonce what makes the request unique; for one request only
 */
public record TokenParams(@Nullable Duration ttl, @Nullable String capability, @Nullable String clientId,
		@Nullable Instant timestamp, @Nullable String nonce) {

	private static final TokenParams NONE = new TokenParams(null, null, null, null, null);

	/**
	 * Parameters that leave everything to the service.
	 * @return the parameters
	 */
	public static TokenParams none() {
		return NONE;
	}

	/**
	 * Starts building parameters.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts building parameters from these.
	 * @return the builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.ttl = this.ttl;
		builder.capability = this.capability;
		builder.clientId = this.clientId;
		builder.timestamp = this.timestamp;
		builder.nonce = this.nonce;
		return builder;
	}

	/**
	 * These parameters as they are sent to an {@code authUrl} (RSA8c1).
	 * @return name to value
	 */
	public Map<String, String> toQueryParams() {
		Map<String, String> params = new LinkedHashMap<>();
		if (this.ttl != null) {
			params.put("ttl", String.valueOf(this.ttl.toMillis()));
		}
		if (this.capability != null) {
			params.put("capability", this.capability);
		}
		if (this.clientId != null) {
			params.put("clientId", this.clientId);
		}
		if (this.timestamp != null) {
			params.put("timestamp", String.valueOf(this.timestamp.toEpochMilli()));
		}
		if (this.nonce != null) {
			params.put("nonce", this.nonce);
		}
		return params;
	}

	// Only this much may be remembered for later requests (RSA10g).
	TokenParams lasting() {
		return new TokenParams(this.ttl, this.capability, this.clientId, null, null);
	}

	TokenParams withClientId(@Nullable String clientId) {
		return new TokenParams(this.ttl, this.capability, clientId, this.timestamp, this.nonce);
	}

	/**
	 * Builds parameters.
	 */
	public static final class Builder {

		private @Nullable Duration ttl;

		private @Nullable String capability;

		private @Nullable String clientId;

		private @Nullable Instant timestamp;

		private @Nullable String nonce;

		private Builder() {
		}

		/**
		 * Sets how long the token is to live.
		 * @param ttl at most a day
		 * @return this
		 */
		public Builder ttl(@Nullable Duration ttl) {
			this.ttl = ttl;
			return this;
		}

		/**
		 * Sets what the token is to permit; sent as it is.
		 * @param capability JSON text, such as <code>{"orders":["subscribe"]}</code>
		 * @return this
		 */
		public Builder capability(@Nullable String capability) {
			this.capability = capability;
			return this;
		}

		/**
		 * Sets what the token is to permit.
		 * @param capability the capability
		 * @return this
		 */
		public Builder capability(Capability capability) {
			this.capability = capability.toJson();
			return this;
		}

		/**
		 * Sets whom the token is to identify.
		 * @param clientId the id, or {@code *} for anybody
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets when the request is made; left out, it is the time at which it is signed.
		 * @param timestamp the time
		 * @return this
		 */
		public Builder timestamp(@Nullable Instant timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Sets what makes the request unique; left out, it is chosen at random.
		 * @param nonce at least 16 characters
		 * @return this
		 */
		public Builder nonce(@Nullable String nonce) {
			this.nonce = nonce;
			return this;
		}

		/**
		 * Builds the parameters.
		 * @return the parameters
		 */
		public TokenParams build() {
			return new TokenParams(this.ttl, this.capability, this.clientId, this.timestamp, this.nonce);
		}

	}

}
