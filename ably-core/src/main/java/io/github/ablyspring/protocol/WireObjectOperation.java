package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What to do with an object (OOP3). A number of an action that is not known is carried,
 * and must not be sent (OOP2a).
 *
 * @param action what to do (OOP2)
 * @param objectId with which object
 * @param mapCreate the first content of a new map
 * @param mapSet the entry to set
 * @param mapRemove the entry to remove
 * @param counterCreate the first value of a new counter
 * @param counterInc the number to add
 * @param objectDelete present when the object is to be deleted
 * @param mapCreateWithObjectId a new map, with an id made by the client
 * @param counterCreateWithObjectId a new counter, with an id made by the client
 * @param mapClear present when the map is to be cleared
 */
public record WireObjectOperation(int action, @Nullable String objectId, @Nullable WireMapCreate mapCreate,
		@Nullable WireMapSet mapSet, @Nullable WireMapRemove mapRemove, @Nullable WireCounterCreate counterCreate,
		@Nullable WireCounterInc counterInc, @Nullable WireObjectDelete objectDelete,
		@Nullable WireCreateWithObjectId mapCreateWithObjectId,
		@Nullable WireCreateWithObjectId counterCreateWithObjectId, @Nullable WireMapClear mapClear) {

	/** How it travels. */
	public static final WireType<WireObjectOperation> TYPE = WireType
		.describe("ObjectOperation", Builder::new, Builder::build)
		.constant("action", 7, WireObjectOperation::action, Builder::action)
		.string("objectId", WireObjectOperation::objectId, Builder::objectId)
		.object("mapCreate", WireMapCreate.TYPE, WireObjectOperation::mapCreate, Builder::mapCreate)
		.object("mapSet", WireMapSet.TYPE, WireObjectOperation::mapSet, Builder::mapSet)
		.object("mapRemove", WireMapRemove.TYPE, WireObjectOperation::mapRemove, Builder::mapRemove)
		.object("counterCreate", WireCounterCreate.TYPE, WireObjectOperation::counterCreate, Builder::counterCreate)
		.object("counterInc", WireCounterInc.TYPE, WireObjectOperation::counterInc, Builder::counterInc)
		.object("objectDelete", WireObjectDelete.TYPE, WireObjectOperation::objectDelete, Builder::objectDelete)
		.object("mapCreateWithObjectId", WireCreateWithObjectId.TYPE, WireObjectOperation::mapCreateWithObjectId,
				Builder::mapCreateWithObjectId)
		.object("counterCreateWithObjectId", WireCreateWithObjectId.TYPE,
				WireObjectOperation::counterCreateWithObjectId, Builder::counterCreateWithObjectId)
		.object("mapClear", WireMapClear.TYPE, WireObjectOperation::mapClear, Builder::mapClear)
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
		builder.action = this.action;
		builder.objectId = this.objectId;
		builder.mapCreate = this.mapCreate;
		builder.mapSet = this.mapSet;
		builder.mapRemove = this.mapRemove;
		builder.counterCreate = this.counterCreate;
		builder.counterInc = this.counterInc;
		builder.objectDelete = this.objectDelete;
		builder.mapCreateWithObjectId = this.mapCreateWithObjectId;
		builder.counterCreateWithObjectId = this.counterCreateWithObjectId;
		builder.mapClear = this.mapClear;
		return builder;
	}

	/** Gathers the fields. */
	public static final class Builder {

		private int action = -1;

		private @Nullable String objectId;

		private @Nullable WireMapCreate mapCreate;

		private @Nullable WireMapSet mapSet;

		private @Nullable WireMapRemove mapRemove;

		private @Nullable WireCounterCreate counterCreate;

		private @Nullable WireCounterInc counterInc;

		private @Nullable WireObjectDelete objectDelete;

		private @Nullable WireCreateWithObjectId mapCreateWithObjectId;

		private @Nullable WireCreateWithObjectId counterCreateWithObjectId;

		private @Nullable WireMapClear mapClear;

		private Builder() {
		}

		/**
		 * Sets {@link WireObjectOperation#action()}.
		 * @param action the value
		 * @return this
		 */
		public Builder action(int action) {
			this.action = action;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#objectId()}.
		 * @param objectId the value
		 * @return this
		 */
		public Builder objectId(@Nullable String objectId) {
			this.objectId = objectId;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#mapCreate()}.
		 * @param mapCreate the value
		 * @return this
		 */
		public Builder mapCreate(@Nullable WireMapCreate mapCreate) {
			this.mapCreate = mapCreate;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#mapSet()}.
		 * @param mapSet the value
		 * @return this
		 */
		public Builder mapSet(@Nullable WireMapSet mapSet) {
			this.mapSet = mapSet;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#mapRemove()}.
		 * @param mapRemove the value
		 * @return this
		 */
		public Builder mapRemove(@Nullable WireMapRemove mapRemove) {
			this.mapRemove = mapRemove;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#counterCreate()}.
		 * @param counterCreate the value
		 * @return this
		 */
		public Builder counterCreate(@Nullable WireCounterCreate counterCreate) {
			this.counterCreate = counterCreate;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#counterInc()}.
		 * @param counterInc the value
		 * @return this
		 */
		public Builder counterInc(@Nullable WireCounterInc counterInc) {
			this.counterInc = counterInc;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#objectDelete()}.
		 * @param objectDelete the value
		 * @return this
		 */
		public Builder objectDelete(@Nullable WireObjectDelete objectDelete) {
			this.objectDelete = objectDelete;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#mapCreateWithObjectId()}.
		 * @param mapCreateWithObjectId the value
		 * @return this
		 */
		public Builder mapCreateWithObjectId(@Nullable WireCreateWithObjectId mapCreateWithObjectId) {
			this.mapCreateWithObjectId = mapCreateWithObjectId;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#counterCreateWithObjectId()}.
		 * @param counterCreateWithObjectId the value
		 * @return this
		 */
		public Builder counterCreateWithObjectId(@Nullable WireCreateWithObjectId counterCreateWithObjectId) {
			this.counterCreateWithObjectId = counterCreateWithObjectId;
			return this;
		}

		/**
		 * Sets {@link WireObjectOperation#mapClear()}.
		 * @param mapClear the value
		 * @return this
		 */
		public Builder mapClear(@Nullable WireMapClear mapClear) {
			this.mapClear = mapClear;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireObjectOperation build() {
			return new WireObjectOperation(this.action, this.objectId, this.mapCreate, this.mapSet, this.mapRemove,
					this.counterCreate, this.counterInc, this.objectDelete, this.mapCreateWithObjectId,
					this.counterCreateWithObjectId, this.mapClear);
		}

	}

}
