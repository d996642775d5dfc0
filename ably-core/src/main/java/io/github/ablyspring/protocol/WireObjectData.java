package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A value in an object (OD2); at most one of the value fields is set.
 *
 * @param objectId a reference to another object
 * @param encoding how a string is encoded
 * @param bool a boolean
 * @param bytes a {@code byte[]}, or its base64 text in JSON
 * @param number a number
 * @param string a string
 * @param json a JSON text
 */
public record WireObjectData(@Nullable String objectId, @Nullable String encoding, @Nullable Boolean bool,
		@Nullable Object bytes, @Nullable Double number, @Nullable String string, @Nullable String json) {

	/** How it travels. */
	public static final WireType<WireObjectData> TYPE = WireType.describe("ObjectData", Builder::new, Builder::build)
		.string("objectId", WireObjectData::objectId, Builder::objectId)
		.symbol("encoding", WireObjectData::encoding, Builder::encoding)
		.bool("boolean", WireObjectData::bool, Builder::bool)
		.payload("bytes", WireObjectData::bytes, Builder::bytes)
		.decimal("number", WireObjectData::number, Builder::number)
		.string("string", WireObjectData::string, Builder::string)
		.string("json", WireObjectData::json, Builder::json)
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
		builder.objectId = this.objectId;
		builder.encoding = this.encoding;
		builder.bool = this.bool;
		builder.bytes = this.bytes;
		builder.number = this.number;
		builder.string = this.string;
		builder.json = this.json;
		return builder;
	}

	/** Binary payloads are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WireObjectData that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String objectId;

		private @Nullable String encoding;

		private @Nullable Boolean bool;

		private @Nullable Object bytes;

		private @Nullable Double number;

		private @Nullable String string;

		private @Nullable String json;

		private Builder() {
		}

		/**
		 * Sets {@link WireObjectData#objectId()}.
		 * @param objectId the value
		 * @return this
		 */
		public Builder objectId(@Nullable String objectId) {
			this.objectId = objectId;
			return this;
		}

		/**
		 * Sets {@link WireObjectData#encoding()}.
		 * @param encoding the value
		 * @return this
		 */
		public Builder encoding(@Nullable String encoding) {
			this.encoding = encoding;
			return this;
		}

		/**
		 * Sets {@link WireObjectData#bool()}.
		 * @param bool the value
		 * @return this
		 */
		public Builder bool(@Nullable Boolean bool) {
			this.bool = bool;
			return this;
		}

		/**
		 * Sets {@link WireObjectData#bytes()}.
		 * @param bytes the value
		 * @return this
		 */
		public Builder bytes(@Nullable Object bytes) {
			this.bytes = bytes;
			return this;
		}

		/**
		 * Sets {@link WireObjectData#number()}.
		 * @param number the value
		 * @return this
		 */
		public Builder number(@Nullable Double number) {
			this.number = number;
			return this;
		}

		/**
		 * Sets {@link WireObjectData#string()}.
		 * @param string the value
		 * @return this
		 */
		public Builder string(@Nullable String string) {
			this.string = string;
			return this;
		}

		/**
		 * Sets {@link WireObjectData#json()}.
		 * @param json the value
		 * @return this
		 */
		public Builder json(@Nullable String json) {
			this.json = json;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireObjectData build() {
			return new WireObjectData(this.objectId, this.encoding, this.bool, this.bytes, this.number, this.string,
					this.json);
		}

	}

}
