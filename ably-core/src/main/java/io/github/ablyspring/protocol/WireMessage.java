package io.github.ablyspring.protocol;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A message as it travels: the payload still encoded as {@code encoding} says (TM2).
 * Enumerations are the numbers of the wire; what the sender left out is null, or -1 where
 * it is a number.
 *
 * @param id the id
 * @param name the name of the event
 * @param data a string, a {@code byte[]}, or a tree
 * @param encoding what was done to the payload, outermost last
 * @param clientId who published it
 * @param connectionId over which connection
 * @param connectionKey on behalf of which connection it is published; never comes in
 * @param timestamp when it was published, in ms
 * @param extras everything else
 * @param action what happened to the message (TM5)
 * @param serial identifies the message through all its versions
 * @param version which version this is
 * @param annotations what its annotations add up to
 */
public record WireMessage(@Nullable String id, @Nullable String name, @Nullable Object data, @Nullable String encoding,
		@Nullable String clientId, @Nullable String connectionId, @Nullable String connectionKey, long timestamp,
		@Nullable Map<String, @Nullable Object> extras, int action, @Nullable String serial,
		@Nullable WireVersion version, @Nullable WireMessageAnnotations annotations) {

	/** How it travels. */
	public static final WireType<WireMessage> TYPE = WireType.describe("Message", Builder::new, Builder::build)
		.string("id", WireMessage::id, Builder::id)
		.symbol("name", WireMessage::name, Builder::name)
		.payload("data", WireMessage::data, Builder::data)
		.symbol("encoding", WireMessage::encoding, Builder::encoding)
		.symbol("clientId", WireMessage::clientId, Builder::clientId)
		.symbol("connectionId", WireMessage::connectionId, Builder::connectionId)
		.string("connectionKey", WireMessage::connectionKey, Builder::connectionKey)
		.int64("timestamp", -1, WireMessage::timestamp, Builder::timestamp)
		.map("extras", WireMessage::extras, Builder::extras)
		.constant("action", 6, WireMessage::action, Builder::action)
		.string("serial", WireMessage::serial, Builder::serial)
		.object("version", WireVersion.TYPE, WireMessage::version, Builder::version)
		.object("annotations", WireMessageAnnotations.TYPE, WireMessage::annotations, Builder::annotations)
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
		builder.name = this.name;
		builder.data = this.data;
		builder.encoding = this.encoding;
		builder.clientId = this.clientId;
		builder.connectionId = this.connectionId;
		builder.connectionKey = this.connectionKey;
		builder.timestamp = this.timestamp;
		builder.extras = this.extras;
		builder.action = this.action;
		builder.serial = this.serial;
		builder.version = this.version;
		builder.annotations = this.annotations;
		return builder;
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

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String id;

		private @Nullable String name;

		private @Nullable Object data;

		private @Nullable String encoding;

		private @Nullable String clientId;

		private @Nullable String connectionId;

		private @Nullable String connectionKey;

		private long timestamp = -1;

		private @Nullable Map<String, @Nullable Object> extras;

		private int action = -1;

		private @Nullable String serial;

		private @Nullable WireVersion version;

		private @Nullable WireMessageAnnotations annotations;

		private Builder() {
		}

		/**
		 * Sets {@link WireMessage#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		/**
		 * Sets {@link WireMessage#name()}.
		 * @param name the value
		 * @return this
		 */
		public Builder name(@Nullable String name) {
			this.name = name;
			return this;
		}

		/**
		 * Sets {@link WireMessage#data()}.
		 * @param data the value
		 * @return this
		 */
		public Builder data(@Nullable Object data) {
			this.data = data;
			return this;
		}

		/**
		 * Sets {@link WireMessage#encoding()}.
		 * @param encoding the value
		 * @return this
		 */
		public Builder encoding(@Nullable String encoding) {
			this.encoding = encoding;
			return this;
		}

		/**
		 * Sets {@link WireMessage#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link WireMessage#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link WireMessage#connectionKey()}.
		 * @param connectionKey the value
		 * @return this
		 */
		public Builder connectionKey(@Nullable String connectionKey) {
			this.connectionKey = connectionKey;
			return this;
		}

		/**
		 * Sets {@link WireMessage#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(long timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Sets {@link WireMessage#extras()}.
		 * @param extras the value
		 * @return this
		 */
		public Builder extras(@Nullable Map<String, @Nullable Object> extras) {
			this.extras = extras;
			return this;
		}

		/**
		 * Sets {@link WireMessage#action()}.
		 * @param action the value
		 * @return this
		 */
		public Builder action(int action) {
			this.action = action;
			return this;
		}

		/**
		 * Sets {@link WireMessage#serial()}.
		 * @param serial the value
		 * @return this
		 */
		public Builder serial(@Nullable String serial) {
			this.serial = serial;
			return this;
		}

		/**
		 * Sets {@link WireMessage#version()}.
		 * @param version the value
		 * @return this
		 */
		public Builder version(@Nullable WireVersion version) {
			this.version = version;
			return this;
		}

		/**
		 * Sets {@link WireMessage#annotations()}.
		 * @param annotations the value
		 * @return this
		 */
		public Builder annotations(@Nullable WireMessageAnnotations annotations) {
			this.annotations = annotations;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireMessage build() {
			return new WireMessage(this.id, this.name, this.data, this.encoding, this.clientId, this.connectionId,
					this.connectionKey, this.timestamp, this.extras, this.action, this.serial, this.version,
					this.annotations);
		}

	}

}
