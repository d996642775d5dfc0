package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An operation on an object, or a page of the state of one, as it travels (OM2). What the
 * sender left out is null, or -1 where it is a number.
 *
 * @param id the id
 * @param clientId who sent it
 * @param connectionId over which connection
 * @param extras everything else
 * @param timestamp when the service received it, in ms
 * @param operation what to do, in an {@link Action#OBJECT} message
 * @param object what is there, in an {@link Action#OBJECT_SYNC} message
 * @param serial orders the operations of a site
 * @param serialTimestamp when the serial was given, in ms
 * @param siteCode the site that gave the serial
 */
public record WireObject(@Nullable String id, @Nullable String clientId, @Nullable String connectionId,
		@Nullable Map<String, @Nullable Object> extras, long timestamp, @Nullable WireObjectOperation operation,
		@Nullable WireObjectState object, @Nullable String serial, long serialTimestamp, @Nullable String siteCode) {

	/** How it travels. */
	public static final WireType<WireObject> TYPE = WireType.describe("ObjectMessage", Builder::new, Builder::build)
		.string("id", WireObject::id, Builder::id)
		.symbol("clientId", WireObject::clientId, Builder::clientId)
		.symbol("connectionId", WireObject::connectionId, Builder::connectionId)
		.map("extras", WireObject::extras, Builder::extras)
		.int64("timestamp", -1, WireObject::timestamp, Builder::timestamp)
		.object("operation", WireObjectOperation.TYPE, WireObject::operation, Builder::operation)
		.object("object", WireObjectState.TYPE, WireObject::object, Builder::object)
		.string("serial", WireObject::serial, Builder::serial)
		.int64("serialTimestamp", -1, WireObject::serialTimestamp, Builder::serialTimestamp)
		.symbol("siteCode", WireObject::siteCode, Builder::siteCode)
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
		builder.clientId = this.clientId;
		builder.connectionId = this.connectionId;
		builder.extras = this.extras;
		builder.timestamp = this.timestamp;
		builder.operation = this.operation;
		builder.object = this.object;
		builder.serial = this.serial;
		builder.serialTimestamp = this.serialTimestamp;
		builder.siteCode = this.siteCode;
		return builder;
	}

	/** Binary values are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WireObject that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String id;

		private @Nullable String clientId;

		private @Nullable String connectionId;

		private @Nullable Map<String, @Nullable Object> extras;

		private long timestamp = -1;

		private @Nullable WireObjectOperation operation;

		private @Nullable WireObjectState object;

		private @Nullable String serial;

		private long serialTimestamp = -1;

		private @Nullable String siteCode;

		private Builder() {
		}

		/**
		 * Sets {@link WireObject#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		/**
		 * Sets {@link WireObject#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link WireObject#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link WireObject#extras()}.
		 * @param extras the value
		 * @return this
		 */
		public Builder extras(@Nullable Map<String, @Nullable Object> extras) {
			this.extras = extras;
			return this;
		}

		/**
		 * Sets {@link WireObject#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(long timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Sets {@link WireObject#operation()}.
		 * @param operation the value
		 * @return this
		 */
		public Builder operation(@Nullable WireObjectOperation operation) {
			this.operation = operation;
			return this;
		}

		/**
		 * Sets {@link WireObject#object()}.
		 * @param object the value
		 * @return this
		 */
		public Builder object(@Nullable WireObjectState object) {
			this.object = object;
			return this;
		}

		/**
		 * Sets {@link WireObject#serial()}.
		 * @param serial the value
		 * @return this
		 */
		public Builder serial(@Nullable String serial) {
			this.serial = serial;
			return this;
		}

		/**
		 * Sets {@link WireObject#serialTimestamp()}.
		 * @param serialTimestamp the value
		 * @return this
		 */
		public Builder serialTimestamp(long serialTimestamp) {
			this.serialTimestamp = serialTimestamp;
			return this;
		}

		/**
		 * Sets {@link WireObject#siteCode()}.
		 * @param siteCode the value
		 * @return this
		 */
		public Builder siteCode(@Nullable String siteCode) {
			this.siteCode = siteCode;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireObject build() {
			return new WireObject(this.id, this.clientId, this.connectionId, this.extras, this.timestamp,
					this.operation, this.object, this.serial, this.serialTimestamp, this.siteCode);
		}

	}

}
