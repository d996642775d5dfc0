package io.github.ablyspring.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A signed request for a token (TE1). A server that holds a key makes one with
 * {@link Auth#createTokenRequest()} and gives it to a client, which exchanges it for a
 * token without ever seeing the key.
 *
 * @param keyName the name of the key that signed it
 * @param ttl how long the token is to live
 * @param capability what it is to permit, as JSON text
 * @param clientId whom it is to identify
 * @param timestamp when the request was made
 * @param nonce what makes it unique
 * @param mac the signature
 */
public record TokenRequest(String keyName, @Nullable Duration ttl, @Nullable String capability,
		@Nullable String clientId, @Nullable Instant timestamp, @Nullable String nonce,
		@Nullable String mac) implements AuthToken {

	private static final String WHAT = "a token request";

	/**
	 * Starts building a request.
	 * @param keyName the name of the key
	 * @return the builder
	 */
	public static Builder builder(String keyName) {
		return new Builder(keyName);
	}

	/**
	 * Reads a request from the text of a JSON object (TE6).
	 * @param json the text
	 * @return the request
	 */
	public static TokenRequest fromJson(String json) {
		return fromJson(TokenJson.parse(json, WHAT));
	}

	/**
	 * Reads a request from a decoded JSON object (TE6).
	 * @param json the object
	 * @return the request
	 */
	public static TokenRequest fromJson(Map<String, ? extends @Nullable Object> json) {
		TokenJson fields = new TokenJson(json, WHAT);
		return new TokenRequest(fields.required("keyName"), fields.duration("ttl"), fields.capability(),
				fields.string("clientId"), fields.instant("timestamp"), fields.string("nonce"), fields.string("mac"));
	}

	/**
	 * This request as a JSON object; absent fields are left out.
	 * @return name to value
	 */
	public Map<String, Object> toMap() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("keyName", this.keyName);
		put(fields, "ttl", (this.ttl != null) ? this.ttl.toMillis() : null);
		put(fields, "capability", this.capability);
		put(fields, "clientId", this.clientId);
		put(fields, "timestamp", (this.timestamp != null) ? this.timestamp.toEpochMilli() : null);
		put(fields, "nonce", this.nonce);
		put(fields, "mac", this.mac);
		return fields;
	}

	/**
	 * This request as the text of a JSON object, for handing it to a client.
	 * @return the text
	 */
	public String toJson() {
		return TokenJson.write(toMap());
	}

	private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
		if (value != null) {
			fields.put(name, value);
		}
	}

	@Override
	public String toString() {
		return "TokenRequest[keyName=" + this.keyName + ", ttl=" + this.ttl + ", capability=" + this.capability
				+ ", clientId=" + this.clientId + ", timestamp=" + this.timestamp + "]";
	}

	/**
	 * Builds a request. To have one signed, use {@link Auth#createTokenRequest()}.
	 */
	public static final class Builder {

		private final String keyName;

		private @Nullable Duration ttl;

		private @Nullable String capability;

		private @Nullable String clientId;

		private @Nullable Instant timestamp;

		private @Nullable String nonce;

		private @Nullable String mac;

		private Builder(String keyName) {
			this.keyName = keyName;
		}

		/**
		 * Sets how long the token is to live.
		 * @param ttl the duration
		 * @return this
		 */
		public Builder ttl(@Nullable Duration ttl) {
			this.ttl = ttl;
			return this;
		}

		/**
		 * Sets what the token is to permit.
		 * @param capability JSON text
		 * @return this
		 */
		public Builder capability(@Nullable String capability) {
			this.capability = capability;
			return this;
		}

		/**
		 * Sets whom the token is to identify.
		 * @param clientId the id
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets when the request is made.
		 * @param timestamp the time
		 * @return this
		 */
		public Builder timestamp(@Nullable Instant timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Sets what makes the request unique.
		 * @param nonce the nonce
		 * @return this
		 */
		public Builder nonce(@Nullable String nonce) {
			this.nonce = nonce;
			return this;
		}

		/**
		 * Sets the signature.
		 * @param mac the signature, base64
		 * @return this
		 */
		public Builder mac(@Nullable String mac) {
			this.mac = mac;
			return this;
		}

		/**
		 * Builds the request.
		 * @return the request
		 */
		public TokenRequest build() {
			return new TokenRequest(this.keyName, this.ttl, this.capability, this.clientId, this.timestamp, this.nonce,
					this.mac);
		}

	}

}
