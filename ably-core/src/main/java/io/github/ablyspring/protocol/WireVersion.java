package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which version of a message this is, and who made it why (TM2s).
 *
 * @param serial the serial of the version
 * @param timestamp when it was made, in ms; -1 when absent
 * @param clientId who made it
 * @param description why
 * @param metadata anything else about the change
 */
public record WireVersion(@Nullable String serial, long timestamp, @Nullable String clientId,
		@Nullable String description, @Nullable Map<String, String> metadata) {

	/** How it travels. */
	public static final WireType<WireVersion> TYPE = WireType.describe("MessageVersion", Builder::new, Builder::build)
		.string("serial", WireVersion::serial, Builder::serial)
		.int64("timestamp", -1, WireVersion::timestamp, Builder::timestamp)
		.string("clientId", WireVersion::clientId, Builder::clientId)
		.string("description", WireVersion::description, Builder::description)
		.stringMap("metadata", WireVersion::metadata, Builder::metadata)
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
		builder.serial = this.serial;
		builder.timestamp = this.timestamp;
		builder.clientId = this.clientId;
		builder.description = this.description;
		builder.metadata = this.metadata;
		return builder;
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String serial;

		private long timestamp = -1;

		private @Nullable String clientId;

		private @Nullable String description;

		private @Nullable Map<String, String> metadata;

		private Builder() {
		}

		/**
		 * Sets {@link WireVersion#serial()}.
		 * @param serial the value
		 * @return this
		 */
		public Builder serial(@Nullable String serial) {
			this.serial = serial;
			return this;
		}

		/**
		 * Sets {@link WireVersion#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(long timestamp) {
			this.timestamp = timestamp;
			return this;
		}

		/**
		 * Sets {@link WireVersion#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets {@link WireVersion#description()}.
		 * @param description the value
		 * @return this
		 */
		public Builder description(@Nullable String description) {
			this.description = description;
			return this;
		}

		/**
		 * Sets {@link WireVersion#metadata()}.
		 * @param metadata the value
		 * @return this
		 */
		public Builder metadata(@Nullable Map<String, String> metadata) {
			this.metadata = metadata;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireVersion build() {
			return new WireVersion(this.serial, this.timestamp, this.clientId, this.description, this.metadata);
		}

	}

}
