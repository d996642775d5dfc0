package io.github.ablyspring.protocol;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A message as it travels: the payload still encoded as {@code encoding} says (TM2).
 */
public final class WireMessage extends WireContent {

	/** How it travels. */
	public static final WireType<WireMessage> TYPE = WireType.describe("Message", WireMessage::new, Function.identity())
		.string("id", WireMessage::id, (to, id) -> to.id = id)
		.symbol("name", WireMessage::name, (to, name) -> to.name = name)
		.payload("data", WireMessage::data, (to, data) -> to.data = data)
		.symbol("encoding", WireMessage::encoding, (to, encoding) -> to.encoding = encoding)
		.symbol("clientId", WireMessage::clientId, (to, clientId) -> to.clientId = clientId)
		.symbol("connectionId", WireMessage::connectionId, (to, connectionId) -> to.connectionId = connectionId)
		.string("connectionKey", WireMessage::connectionKey, (to, connectionKey) -> to.connectionKey = connectionKey)
		.int64("timestamp", -1, WireMessage::timestamp, (to, timestamp) -> to.timestamp = timestamp)
		.map("extras", WireMessage::extras,
				(WireMessage to, Map<String, @Nullable Object> extras) -> to.extras = extras)
		.constant("action", 6, WireMessage::action, (to, action) -> to.action = action)
		.string("serial", WireMessage::serial, (to, serial) -> to.serial = serial)
		.object("version", WireVersion.TYPE, WireMessage::version, (to, version) -> to.version = version)
		.object("annotations", WireMessageAnnotations.TYPE, WireMessage::annotations,
				(to, annotations) -> to.annotations = annotations)
		.shortcut(WireMessage::writeUsual)
		.build();

	private @Nullable String name;

	private @Nullable String connectionKey;

	private @Nullable String serial;

	private @Nullable WireVersion version;

	private @Nullable WireMessageAnnotations annotations;

	private WireMessage() {
	}

	private WireMessage(WireMessage from) {
		super(from);
		this.name = from.name;
		this.connectionKey = from.connectionKey;
		this.serial = from.serial;
		this.version = from.version;
		this.annotations = from.annotations;
	}

	/**
	 * Starts an empty one.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder(new WireMessage());
	}

	/**
	 * Starts from this one.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		return new Builder(new WireMessage(this));
	}

	/**
	 * The name of the event.
	 * @return the value, or null
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * On behalf of which connection it is published; never comes in.
	 * @return the value, or null
	 */
	public @Nullable String connectionKey() {
		return this.connectionKey;
	}

	/**
	 * Identifies the message through all its versions.
	 * @return the value, or null
	 */
	public @Nullable String serial() {
		return this.serial;
	}

	/**
	 * Which version this is.
	 * @return the value, or null
	 */
	public @Nullable WireVersion version() {
		return this.version;
	}

	/**
	 * What its annotations add up to.
	 * @return the value, or null
	 */
	public @Nullable WireMessageAnnotations annotations() {
		return this.annotations;
	}

	/** Binary payloads are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WireMessage that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Shows neither the payload nor the key. */
	@Override
	public String toString() {
		return "WireMessage[id=" + this.id + ", serial=" + this.serial + ", name=" + this.name + ", action="
				+ this.action + ", encoding=" + this.encoding + ", clientId=" + this.clientId + "]";
	}

	private static boolean writeUsual(Field<WireMessage, ?>[] fields, WireWriter writer, WireMessage from) {
		if (from.connectionKey != null || from.extras != null || from.version != null || from.annotations != null) {
			return false;
		}
		writer.writeText(fields[0], from.id);
		writer.writeText(fields[1], from.name);
		writer.writePayload(fields[2], from.data);
		writer.writeText(fields[3], from.encoding);
		writer.writeText(fields[4], from.clientId);
		writer.writeText(fields[5], from.connectionId);
		writer.writeNumber(fields[7], from.timestamp);
		writer.writeNumber(fields[9], from.action);
		writer.writeText(fields[10], from.serial);
		return true;
	}

	/** Gathers the fields. */
	public static final class Builder extends WireContent.Builder<WireMessage, Builder> {

		private Builder(WireMessage draft) {
			super(draft);
		}

		/**
		 * Sets {@link WireMessage#name()}.
		 * @param name the value
		 * @return this
		 */
		public Builder name(@Nullable String name) {
			this.draft.name = name;
			return this;
		}

		/**
		 * Sets {@link WireMessage#connectionKey()}.
		 * @param connectionKey the value
		 * @return this
		 */
		public Builder connectionKey(@Nullable String connectionKey) {
			this.draft.connectionKey = connectionKey;
			return this;
		}

		/**
		 * Sets {@link WireMessage#serial()}.
		 * @param serial the value
		 * @return this
		 */
		public Builder serial(@Nullable String serial) {
			this.draft.serial = serial;
			return this;
		}

		/**
		 * Sets {@link WireMessage#version()}.
		 * @param version the value
		 * @return this
		 */
		public Builder version(@Nullable WireVersion version) {
			this.draft.version = version;
			return this;
		}

		/**
		 * Sets {@link WireMessage#annotations()}.
		 * @param annotations the value
		 * @return this
		 */
		public Builder annotations(@Nullable WireMessageAnnotations annotations) {
			this.draft.annotations = annotations;
			return this;
		}

		@Override
		public WireMessage build() {
			return new WireMessage(this.draft);
		}

	}

}
