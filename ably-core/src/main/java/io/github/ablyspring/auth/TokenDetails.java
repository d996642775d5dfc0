package io.github.ablyspring.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A token and what is known about it (TD1).
 *
 * @param token the token string
 * @param keyName the name of the key that issued it
 * @param issued when it was issued
 * @param expires when it expires
 * @param capability what it permits, as JSON text
 * @param clientId whom it identifies; {@code *} for whomever the client wants to be,
 * {@code null} for nobody
 */
public record TokenDetails(String token, @Nullable String keyName, @Nullable Instant issued, @Nullable Instant expires,
		@Nullable String capability, @Nullable String clientId) implements AuthToken {

	private static final String WHAT = "token details";

	/**
	 * A token of which nothing else is known (RSA16b).
	 * @param token the token string
	 * @return its details
	 */
	public static TokenDetails of(String token) {
		return new TokenDetails(token, null, null, null, null, null);
	}

	/**
	 * Starts building the details of a token.
	 * @param token the token string
	 * @return the builder
	 */
	public static Builder builder(String token) {
		return new Builder(token);
	}

	/**
	 * Reads details from the text of a JSON object (TD7).
	 * @param json the text
	 * @return the details
	 */
	public static TokenDetails fromJson(String json) {
		return fromJson(TokenJson.parse(json, WHAT));
	}

	/**
	 * Reads details from a decoded JSON object (TD7).
	 * @param json the object
	 * @return the details
	 */
	public static TokenDetails fromJson(Map<String, ? extends @Nullable Object> json) {
		TokenJson fields = new TokenJson(json, WHAT);
		return new TokenDetails(fields.required("token"), fields.string("keyName"), fields.instant("issued"),
				fields.instant("expires"), fields.capability(), fields.string("clientId"));
	}

	/**
	 * These details as the text of a JSON object. It contains the token.
	 * @return the text
	 */
	public String toJson() {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("token", this.token);
		fields.put("keyName", this.keyName);
		fields.put("issued", (this.issued != null) ? this.issued.toEpochMilli() : null);
		fields.put("expires", (this.expires != null) ? this.expires.toEpochMilli() : null);
		fields.put("capability", this.capability);
		fields.put("clientId", this.clientId);
		return TokenJson.write(fields);
	}

	@Override
	public String toString() {
		return "TokenDetails[token=…, keyName=" + this.keyName + ", issued=" + this.issued + ", expires=" + this.expires
				+ ", capability=" + this.capability + ", clientId=" + this.clientId + "]";
	}

	/**
	 * Builds the details of a token.
	 */
	public static final class Builder {

		private final String token;

		private @Nullable String keyName;

		private @Nullable Instant issued;

		private @Nullable Instant expires;

		private @Nullable String capability;

		private @Nullable String clientId;

		private Builder(String token) {
			this.token = token;
		}

		/**
		 * Sets the name of the key that issued the token.
		 * @param keyName the name
		 * @return this
		 */
		public Builder keyName(@Nullable String keyName) {
			this.keyName = keyName;
			return this;
		}

		/**
		 * Sets when the token was issued.
		 * @param issued the time
		 * @return this
		 */
		public Builder issued(@Nullable Instant issued) {
			this.issued = issued;
			return this;
		}

		/**
		 * Sets when the token expires.
		 * @param expires the time
		 * @return this
		 */
		public Builder expires(@Nullable Instant expires) {
			this.expires = expires;
			return this;
		}

		/**
		 * Sets what the token permits.
		 * @param capability JSON text
		 * @return this
		 */
		public Builder capability(@Nullable String capability) {
			this.capability = capability;
			return this;
		}

		/**
		 * Sets whom the token identifies.
		 * @param clientId the id, {@code *} for anybody, {@code null} for nobody
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Builds the details.
		 * @return the details
		 */
		public TokenDetails build() {
			return new TokenDetails(this.token, this.keyName, this.issued, this.expires, this.capability,
					this.clientId);
		}

	}

}
