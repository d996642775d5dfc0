package io.github.ablyspring.protocol;

import java.util.Map;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A presence event as it travels, the payload still encoded as {@code encoding} says
 * (TP3). What the sender left out is null, or -1 where it is a number.
 */
public final class WirePresence {

	/** How it travels. */
	public static final WireType<WirePresence> TYPE = WireType
		.describe("PresenceMessage", WirePresence::new, Function.identity())
		.string("id", WirePresence::id, (to, id) -> to.id = id)
		.constant("action", 5, WirePresence::action, (to, action) -> to.action = action)
		.string("clientId", WirePresence::clientId, (to, clientId) -> to.clientId = clientId)
		.string("connectionId", WirePresence::connectionId, (to, connectionId) -> to.connectionId = connectionId)
		.payload("data", WirePresence::data, (to, data) -> to.data = data)
		.symbol("encoding", WirePresence::encoding, (to, encoding) -> to.encoding = encoding)
		.map("extras", WirePresence::extras, (to, extras) -> to.extras = extras)
		.int64("timestamp", -1, WirePresence::timestamp, (to, timestamp) -> to.timestamp = timestamp)
		.shortcut(WirePresence::writeUsual)
		.build();

	// Not final, so that a decoder can fill them in and needs no second object for that.
	// They are written only before anybody else has seen this object.
	private @Nullable String id;

	private int action = -1;

	private @Nullable String clientId;

	private @Nullable String connectionId;

	private @Nullable Object data;

	private @Nullable String encoding;

	private @Nullable Map<String, @Nullable Object> extras;

	private long timestamp = -1;

	private WirePresence() {
	}

	private WirePresence(WirePresence from) {
		this.id = from.id;
		this.action = from.action;
		this.clientId = from.clientId;
		this.connectionId = from.connectionId;
		this.data = from.data;
		this.encoding = from.encoding;
		this.extras = from.extras;
		this.timestamp = from.timestamp;
	}

	/**
	 * Starts an empty one.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder(new WirePresence());
	}

	/**
	 * Starts from this one.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		return new Builder(new WirePresence(this));
	}

	/**
	 * The id.
	 * @return the value, or null
	 */
	public @Nullable String id() {
		return this.id;
	}

	/**
	 * What the member did (TP2).
	 * @return the value, or -1
	 */
	public int action() {
		return this.action;
	}

	/**
	 * Who the member is.
	 * @return the value, or null
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

	/**
	 * Over which connection it is present.
	 * @return the value, or null
	 */
	public @Nullable String connectionId() {
		return this.connectionId;
	}

	/**
	 * A string, a {@code byte[]}, or a tree.
	 * @return the value, or null
	 */
	public @Nullable Object data() {
		return this.data;
	}

	/**
	 * What was done to the payload, outermost last.
	 * @return the value, or null
	 */
	public @Nullable String encoding() {
		return this.encoding;
	}

	/**
	 * Everything else.
	 * @return the value, or null
	 */
	public @Nullable Map<String, @Nullable Object> extras() {
		return this.extras;
	}

	/**
	 * When it happened, in ms.
	 * @return the value, or -1
	 */
	public long timestamp() {
		return this.timestamp;
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

	private static boolean writeUsual(Field<WirePresence, ?>[] fields, WireWriter writer, WirePresence from) {
		if (from.extras != null) {
			return false;
		}
		writer.writeText(fields[0], from.id);
		writer.writeNumber(fields[1], from.action);
		writer.writeText(fields[2], from.clientId);
		writer.writeText(fields[3], from.connectionId);
		writer.writePayload(fields[4], from.data);
		writer.writeText(fields[5], from.encoding);
		writer.writeNumber(fields[7], from.timestamp);
		return true;
	}

	/** Gathers the fields. */
	public static final class Builder {

		private final WirePresence draft;

		private Builder(WirePresence draft) {
			this.draft = draft;
		}

		/**
		 * Sets {@link WirePresence#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.draft.id = id;
			return this;
		}

		/**
		 * Sets {@link WirePresence#action()}.
		 * @param action the value
		 * @return this
		 */
		public Builder action(int action) {
			this.draft.action = action;
			return this;
		}

		/**
		 * Sets {@link WirePresence#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.draft.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link WirePresence#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.draft.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link WirePresence#data()}.
		 * @param data the value
		 * @return this
		 */
		public Builder data(@Nullable Object data) {
			this.draft.data = data;
			return this;
		}

		/**
		 * Sets {@link WirePresence#encoding()}.
		 * @param encoding the value
		 * @return this
		 */
		public Builder encoding(@Nullable String encoding) {
			this.draft.encoding = encoding;
			return this;
		}

		/**
		 * Sets {@link WirePresence#extras()}.
		 * @param extras the value
		 * @return this
		 */
		public Builder extras(@Nullable Map<String, @Nullable Object> extras) {
			this.draft.extras = extras;
			return this;
		}

		/**
		 * Sets {@link WirePresence#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(long timestamp) {
			this.draft.timestamp = timestamp;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WirePresence build() {
			return new WirePresence(this.draft);
		}

	}

}
