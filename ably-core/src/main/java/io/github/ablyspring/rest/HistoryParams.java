package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the past to read, and in which order. What is not set is left to the
 * server: the latest 100, newest first.
 *
 * <pre class="code">
 * HistoryParams.builder().start(Instant.now().minus(Duration.ofMinutes(5))).direction(Direction.FORWARDS).build()
 * </pre>
 */
public final class HistoryParams {

	private static final HistoryParams NONE = new HistoryParams(Map.of());

	private final Map<String, String> query;

	private HistoryParams(Map<String, String> query) {
		this.query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
	}

	/**
	 * Leaves everything to the server.
	 * @return no parameters
	 */
	public static HistoryParams none() {
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

	/**
	 * A copy to change.
	 * @return a builder with these parameters
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.query.putAll(this.query);
		return builder;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof HistoryParams params && params.query.equals(this.query);
	}

	@Override
	public int hashCode() {
		return this.query.hashCode();
	}

	@Override
	public String toString() {
		return "HistoryParams" + this.query;
	}

	/**
	 * Sets parameters.
	 */
	public static final class Builder {

		private final Map<String, String> query = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Nothing older than this.
		 * @param start the earliest time
		 * @return this
		 */
		public Builder start(Instant start) {
			return param("start", start.toEpochMilli());
		}

		/**
		 * Nothing newer than this.
		 * @param end the latest time
		 * @return this
		 */
		public Builder end(Instant end) {
			return param("end", end.toEpochMilli());
		}

		/**
		 * From the newest or from the oldest; does not change what {@link #start} and
		 * {@link #end} mean.
		 * @param direction the order
		 * @return this
		 */
		public Builder direction(Direction direction) {
			return param("direction", direction.wireName());
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
		 * Nothing newer than the point a channel serial names, as that of an attachment.
		 * @param channelSerial the channel serial
		 * @return this
		 */
		public Builder fromSerial(String channelSerial) {
			return param("fromSerial", channelSerial);
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
		public HistoryParams build() {
			return new HistoryParams(this.query);
		}

	}

}
