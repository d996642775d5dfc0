package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a map (OME2).
 *
 * @param tombstone whether it was removed
 * @param timeserial the serial of the last operation on it
 * @param serialTimestamp when it was removed, in ms
 * @param data its value
 */
public record WireObjectsMapEntry(@Nullable Boolean tombstone, @Nullable String timeserial, long serialTimestamp,
		@Nullable WireObjectData data) {

	/** How it travels. */
	public static final WireType<WireObjectsMapEntry> TYPE = WireType
		.describe("ObjectsMapEntry", Builder::new, Builder::build)
		.bool("tombstone", WireObjectsMapEntry::tombstone, Builder::tombstone)
		.string("timeserial", WireObjectsMapEntry::timeserial, Builder::timeserial)
		.int64("serialTimestamp", -1, WireObjectsMapEntry::serialTimestamp, Builder::serialTimestamp)
		.object("data", WireObjectData.TYPE, WireObjectsMapEntry::data, Builder::data)
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
		builder.tombstone = this.tombstone;
		builder.timeserial = this.timeserial;
		builder.serialTimestamp = this.serialTimestamp;
		builder.data = this.data;
		return builder;
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable Boolean tombstone;

		private @Nullable String timeserial;

		private long serialTimestamp = -1;

		private @Nullable WireObjectData data;

		private Builder() {
		}

		/**
		 * Sets {@link WireObjectsMapEntry#tombstone()}.
		 * @param tombstone the value
		 * @return this
		 */
		public Builder tombstone(@Nullable Boolean tombstone) {
			this.tombstone = tombstone;
			return this;
		}

		/**
		 * Sets {@link WireObjectsMapEntry#timeserial()}.
		 * @param timeserial the value
		 * @return this
		 */
		public Builder timeserial(@Nullable String timeserial) {
			this.timeserial = timeserial;
			return this;
		}

		/**
		 * Sets {@link WireObjectsMapEntry#serialTimestamp()}.
		 * @param serialTimestamp the value
		 * @return this
		 */
		public Builder serialTimestamp(long serialTimestamp) {
			this.serialTimestamp = serialTimestamp;
			return this;
		}

		/**
		 * Sets {@link WireObjectsMapEntry#data()}.
		 * @param data the value
		 * @return this
		 */
		public Builder data(@Nullable WireObjectData data) {
			this.data = data;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireObjectsMapEntry build() {
			return new WireObjectsMapEntry(this.tombstone, this.timeserial, this.serialTimestamp, this.data);
		}

	}

}
