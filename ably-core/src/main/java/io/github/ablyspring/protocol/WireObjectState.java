package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an object is at one moment (OST2).
 *
 * @param objectId which object
 * @param siteTimeserials the last operation of each site
 * @param tombstone whether it was deleted
 * @param createOp the operation that created it
 * @param map its entries, if it is a map, other than those of the creation
 * @param counter its value, if it is a counter, without that of the creation
 */
public record WireObjectState(@Nullable String objectId, @Nullable Map<String, String> siteTimeserials,
		@Nullable Boolean tombstone, @Nullable WireObjectOperation createOp, @Nullable WireObjectsMap map,
		@Nullable WireObjectsCounter counter) {

	/** How it travels. */
	public static final WireType<WireObjectState> TYPE = WireType.describe("ObjectState", Builder::new, Builder::build)
		.string("objectId", WireObjectState::objectId, Builder::objectId)
		.stringMap("siteTimeserials", WireObjectState::siteTimeserials, Builder::siteTimeserials)
		.bool("tombstone", WireObjectState::tombstone, Builder::tombstone)
		.object("createOp", WireObjectOperation.TYPE, WireObjectState::createOp, Builder::createOp)
		.object("map", WireObjectsMap.TYPE, WireObjectState::map, Builder::map)
		.object("counter", WireObjectsCounter.TYPE, WireObjectState::counter, Builder::counter)
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
		builder.siteTimeserials = this.siteTimeserials;
		builder.tombstone = this.tombstone;
		builder.createOp = this.createOp;
		builder.map = this.map;
		builder.counter = this.counter;
		return builder;
	}

	/** Gathers the fields. */
	public static final class Builder {

		private @Nullable String objectId;

		private @Nullable Map<String, String> siteTimeserials;

		private @Nullable Boolean tombstone;

		private @Nullable WireObjectOperation createOp;

		private @Nullable WireObjectsMap map;

		private @Nullable WireObjectsCounter counter;

		private Builder() {
		}

		/**
		 * Sets {@link WireObjectState#objectId()}.
		 * @param objectId the value
		 * @return this
		 */
		public Builder objectId(@Nullable String objectId) {
			this.objectId = objectId;
			return this;
		}

		/**
		 * Sets {@link WireObjectState#siteTimeserials()}.
		 * @param siteTimeserials the value
		 * @return this
		 */
		public Builder siteTimeserials(@Nullable Map<String, String> siteTimeserials) {
			this.siteTimeserials = siteTimeserials;
			return this;
		}

		/**
		 * Sets {@link WireObjectState#tombstone()}.
		 * @param tombstone the value
		 * @return this
		 */
		public Builder tombstone(@Nullable Boolean tombstone) {
			this.tombstone = tombstone;
			return this;
		}

		/**
		 * Sets {@link WireObjectState#createOp()}.
		 * @param createOp the value
		 * @return this
		 */
		public Builder createOp(@Nullable WireObjectOperation createOp) {
			this.createOp = createOp;
			return this;
		}

		/**
		 * Sets {@link WireObjectState#map()}.
		 * @param map the value
		 * @return this
		 */
		public Builder map(@Nullable WireObjectsMap map) {
			this.map = map;
			return this;
		}

		/**
		 * Sets {@link WireObjectState#counter()}.
		 * @param counter the value
		 * @return this
		 */
		public Builder counter(@Nullable WireObjectsCounter counter) {
			this.counter = counter;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireObjectState build() {
			return new WireObjectState(this.objectId, this.siteTimeserials, this.tombstone, this.createOp, this.map,
					this.counter);
		}

	}

}
