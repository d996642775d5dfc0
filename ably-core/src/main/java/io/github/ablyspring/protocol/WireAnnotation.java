package io.github.ablyspring.protocol;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An annotation as it travels, the payload still encoded as {@code encoding} says (TAN2).
 * What the sender left out is null, or -1 where it is a number.
 *
 * @param id the id
 * @param action whether it is set or removed (TAN2b)
 * @param clientId who annotates
 * @param connectionId over which connection
 * @param name what is counted, for types that count by name
 * @param count how often, for types that count
 * @param data a string, a {@code byte[]}, or a tree
 * @param encoding what was done to the payload, outermost last
 * @param timestamp when the service received it, in ms
 * @param serial identifies the annotation
 * @param messageSerial identifies the message
 * @param type how annotations of this kind add up
 * @param extras everything else
 */
public record WireAnnotation(@Nullable String id, int action, @Nullable String clientId, @Nullable String connectionId,
		@Nullable String name, int count, @Nullable Object data, @Nullable String encoding, long timestamp,
		@Nullable String serial, @Nullable String messageSerial, @Nullable String type,
		@Nullable Map<String, @Nullable Object> extras) {

	/** How it travels. */
	public static final WireType<WireAnnotation> TYPE = WireType.describe("Annotation", Builder::new, Builder::build)
		.string("id", WireAnnotation::id, Builder::id)
		.constant("action", 2, WireAnnotation::action, Builder::action)
		.symbol("clientId", WireAnnotation::clientId, Builder::clientId)
		.symbol("connectionId", WireAnnotation::connectionId, Builder::connectionId)
		.symbol("name", WireAnnotation::name, Builder::name)
		.integer("count", -1, WireAnnotation::count, Builder::count)
		.payload("data", WireAnnotation::data, Builder::data)
		.symbol("encoding", WireAnnotation::encoding, Builder::encoding)
		.int64("timestamp", -1, WireAnnotation::timestamp, Builder::timestamp)
		.string("serial", WireAnnotation::serial, Builder::serial)
		.string("messageSerial", WireAnnotation::messageSerial, Builder::messageSerial)
		.symbol("type", WireAnnotation::type, Builder::type)
		.map("extras", WireAnnotation::extras, Builder::extras)
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
		builder.name = this.name;
		builder.count = this.count;
		builder.data = this.data;
		builder.encoding = this.encoding;
		builder.timestamp = this.timestamp;
		builder.serial = this.serial;
		builder.messageSerial = this.messageSerial;
		builder.type = this.type;
		builder.extras = this.extras;
		return builder;
	}

	/** Binary payloads are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WireAnnotation that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Does not show the payload. */
	@Override
	public String toString() {
		return "WireAnnotation[id=" + this.id + ", serial=" + this.serial + ", messageSerial=" + this.messageSerial
				+ ", type=" + this.type + ", name=" + this.name + ", action=" + this.action + ", clientId="
				+ this.clientId + "]";
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String id;

		private int action = -1;

		private @Nullable String clientId;

		private @Nullable String connectionId;

		private @Nullable String name;

		private int count = -1;

		private @Nullable Object data;

		private @Nullable String encoding;

		private long timestamp = -1;

		private @Nullable String serial;

		private @Nullable String messageSerial;

		private @Nullable String type;

		private @Nullable Map<String, @Nullable Object> extras;

		private Builder() {
		}

		/**
		 * Sets {@link WireAnnotation#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#action()}.
		 * @param action the value
		 * @return this
		 */
		public Builder action(int action) {
			this.action = action;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#name()}.
		 * @param name the value
		 * @return this
		 */
		public Builder name(@Nullable String name) {
			this.name = name;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#count()}.
		 * @param count the value
		 * @return this
		 */
		public Builder count(int count) {
			this.count = count;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#data()}.
		 * @param data the value
		 * @return this
		 */
		public Builder data(@Nullable Object data) {
			this.data = data;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#encoding()}.
		 * @param encoding the value
		 * @return this
		 */
		public Builder encoding(@Nullable String encoding) {
			this.encoding = encoding;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(long timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#serial()}.
		 * @param serial the value
		 * @return this
		 */
		public Builder serial(@Nullable String serial) {
			this.serial = serial;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#messageSerial()}.
		 * @param messageSerial the value
		 * @return this
		 */
		public Builder messageSerial(@Nullable String messageSerial) {
			this.messageSerial = messageSerial;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#type()}.
		 * @param type the value
		 * @return this
		 */
		public Builder type(@Nullable String type) {
			this.type = type;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#extras()}.
		 * @param extras the value
		 * @return this
		 */
		public Builder extras(@Nullable Map<String, @Nullable Object> extras) {
			this.extras = extras;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireAnnotation build() {
			return new WireAnnotation(this.id, this.action, this.clientId, this.connectionId, this.name, this.count,
					this.data, this.encoding, this.timestamp, this.serial, this.messageSerial, this.type, this.extras);
		}

	}

}
