package io.github.ablyspring.protocol;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A presence event as it travels, the payload still encoded as {@code encoding} says
 * (TP3). What the sender left out is null, or -1 where it is a number.
 *
 * @param id the id
 * @param action what the member did (TP2)
 * @param clientId who the member is
 * @param connectionId over which connection it is present
 * @param data a string, a {@code byte[]}, or a tree
 * @param encoding what was done to the payload, outermost last
 * @param extras everything else
 * @param timestamp when it happened, in ms
 */
public record WirePresence(@Nullable String id, int action, @Nullable String clientId, @Nullable String connectionId,
		@Nullable Object data, @Nullable String encoding, @Nullable Map<String, @Nullable Object> extras,
		long timestamp) {

	/** How it travels. */
	public static final WireType<WirePresence> TYPE = WireType.describe("PresenceMessage", Builder::new, Builder::build)
		.string("id", WirePresence::id, Builder::id)
		.constant("action", 5, WirePresence::action, Builder::action)
		.string("clientId", WirePresence::clientId, Builder::clientId)
		.symbol("connectionId", WirePresence::connectionId, Builder::connectionId)
		.payload("data", WirePresence::data, Builder::data)
		.symbol("encoding", WirePresence::encoding, Builder::encoding)
		.map("extras", WirePresence::extras, Builder::extras)
		.int64("timestamp", -1, WirePresence::timestamp, Builder::timestamp)
		.build();

	/**
	 * Starts an empty one.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts from this one.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.id = this.id;
		builder.action = this.action;
		builder.clientId = this.clientId;
		builder.connectionId = this.connectionId;
		builder.data = this.data;
		builder.encoding = this.encoding;
		builder.extras = this.extras;
		builder.timestamp = this.timestamp;
		return builder;
	}

	/** Binary payloads are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WirePresence that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Does not show the payload. */
	@Override
	public String toString() {
		return "WirePresence[id=" + this.id + ", action=" + this.action + ", clientId=" + this.clientId
				+ ", connectionId=" + this.connectionId + ", encoding=" + this.encoding + "]";
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String id;

		private int action = -1;

		private @Nullable String clientId;

		private @Nullable String connectionId;

		private @Nullable Object data;

		private @Nullable String encoding;

		private @Nullable Map<String, @Nullable Object> extras;

		private long timestamp = -1;

		private Builder() {
		}

		/**
		 * Sets {@link WirePresence#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		/**
		 * Sets {@link WirePresence#action()}.
		 * @param action the value
		 * @return this
		 */
		public Builder action(int action) {
			this.action = action;
			return this;
		}

		/**
		 * Sets {@link WirePresence#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link WirePresence#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link WirePresence#data()}.
		 * @param data the value
		 * @return this
		 */
		public Builder data(@Nullable Object data) {
			this.data = data;
			return this;
		}

		/**
		 * Sets {@link WirePresence#encoding()}.
		 * @param encoding the value
		 * @return this
		 */
		public Builder encoding(@Nullable String encoding) {
			this.encoding = encoding;
			return this;
		}

		/**
		 * Sets {@link WirePresence#extras()}.
		 * @param extras the value
		 * @return this
		 */
		public Builder extras(@Nullable Map<String, @Nullable Object> extras) {
			this.extras = extras;
			return this;
		}

		/**
		 * Sets {@link WirePresence#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(long timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WirePresence build() {
			return new WirePresence(this.id, this.action, this.clientId, this.connectionId, this.data, this.encoding,
					this.extras, this.timestamp);
		}

	}

}
