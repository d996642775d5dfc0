package io.github.ablyspring.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which members of the presence to read.
 */
public final class PresenceParams {

	private static final PresenceParams NONE = new PresenceParams(Map.of());

	private final Map<String, String> query;

	private PresenceParams(Map<String, String> query) {
		this.query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
	}

	/**
	 * All members.
	 * @return no parameters
	 */
	public static PresenceParams none() {
		return NONE;
	}

	/**
	 * Parameters to set.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The parameters as they are sent.
	 * @return the query
	 */
	public Map<String, String> toQuery() {
		return this.query;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PresenceParams params && params.query.equals(this.query);
	}

	@Override
	public int hashCode() {
		return this.query.hashCode();
	}

	@Override
	public String toString() {
		return "PresenceParams" + this.query;
	}

	/**
	 * Sets parameters.
	 */
	public static final class Builder {

		private final Map<String, String> query = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Only members of this client.
		 * @param clientId the client
		 * @return this
		 */
		public Builder clientId(String clientId) {
			return param("clientId", clientId);
		}

		/**
		 * Only members of this connection.
		 * @param connectionId the connection
		 * @return this
		 */
		public Builder connectionId(String connectionId) {
			return param("connectionId", connectionId);
		}

		/**
		 * How many come in a page, at most 1000.
		 * @param limit the number
		 * @return this
		 */
		public Builder limit(int limit) {
			return param("limit", limit);
		}

		/**
		 * Any parameter of the REST API.
		 * @param name its name
		 * @param value its value
		 * @return this
		 */
		public Builder param(String name, Object value) {
			this.query.put(name, String.valueOf(value));
			return this;
		}

		/**
		 * The parameters.
		 * @return what was set so far
		 */
		public PresenceParams build() {
			return new PresenceParams(this.query);
		}

	}

}
