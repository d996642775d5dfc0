package io.github.ablyspring.protocol;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An annotation as it travels, the payload still encoded as {@code encoding} says (TAN2).
 */
public final class WireAnnotation extends WireContent {

	/** How it travels. */
	public static final WireType<WireAnnotation> TYPE = WireType
		.describe("Annotation", WireAnnotation::new, Function.identity())
		.string("id", WireAnnotation::id, (to, id) -> to.id = id)
		.constant("action", 2, WireAnnotation::action, (to, action) -> to.action = action)
		.symbol("clientId", WireAnnotation::clientId, (to, clientId) -> to.clientId = clientId)
		.symbol("connectionId", WireAnnotation::connectionId, (to, connectionId) -> to.connectionId = connectionId)
		.symbol("name", WireAnnotation::name, (to, name) -> to.name = name)
		.integer("count", -1, WireAnnotation::count, (to, count) -> to.count = count)
		.payload("data", WireAnnotation::data, (to, data) -> to.data = data)
		.symbol("encoding", WireAnnotation::encoding, (to, encoding) -> to.encoding = encoding)
		.int64("timestamp", -1, WireAnnotation::timestamp, (to, timestamp) -> to.timestamp = timestamp)
		.string("serial", WireAnnotation::serial, (to, serial) -> to.serial = serial)
		.string("messageSerial", WireAnnotation::messageSerial, (to, serial) -> to.messageSerial = serial)
		.symbol("type", WireAnnotation::type, (to, type) -> to.type = type)
		.map("extras", WireAnnotation::extras,
				(WireAnnotation to, Map<String, @Nullable Object> extras) -> to.extras = extras)
		.build();

	private @Nullable String name;

	private int count = -1;

	private @Nullable String serial;

	private @Nullable String messageSerial;

	private @Nullable String type;

	private WireAnnotation() {
	}

	private WireAnnotation(WireAnnotation from) {
		super(from);
		this.name = from.name;
		this.count = from.count;
		this.serial = from.serial;
		this.messageSerial = from.messageSerial;
		this.type = from.type;
	}

	/**
	 * Starts an empty one.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder(new WireAnnotation());
	}

	/**
	 * Starts from this one.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		return new Builder(new WireAnnotation(this));
	}

	/**
	 * What is counted, for types that count by name.
	 * @return the value, or null
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * How often, for types that count.
	 * @return the value, or -1
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Identifies the annotation.
	 * @return the value, or null
	 */
	public @Nullable String serial() {
		return this.serial;
	}

	/**
	 * Identifies the message.
	 * @return the value, or null
	 */
	public @Nullable String messageSerial() {
		return this.messageSerial;
	}

	/**
	 * How annotations of this kind add up.
	 * @return the value, or null
	 */
	public @Nullable String type() {
		return this.type;
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
	public static final class Builder extends WireContent.Builder<WireAnnotation, Builder> {

		private Builder(WireAnnotation draft) {
			super(draft);
		}

		/**
		 * Sets {@link WireAnnotation#name()}.
		 * @param name the value
		 * @return this
		 */
		public Builder name(@Nullable String name) {
			this.draft.name = name;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#count()}.
		 * @param count the value
		 * @return this
		 */
		public Builder count(int count) {
			this.draft.count = count;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#serial()}.
		 * @param serial the value
		 * @return this
		 */
		public Builder serial(@Nullable String serial) {
			this.draft.serial = serial;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#messageSerial()}.
		 * @param messageSerial the value
		 * @return this
		 */
		public Builder messageSerial(@Nullable String messageSerial) {
			this.draft.messageSerial = messageSerial;
			return this;
		}

		/**
		 * Sets {@link WireAnnotation#type()}.
		 * @param type the value
		 * @return this
		 */
		public Builder type(@Nullable String type) {
			this.draft.type = type;
			return this;
		}

		@Override
		public WireAnnotation build() {
			return new WireAnnotation(this.draft);
		}

	}

}
