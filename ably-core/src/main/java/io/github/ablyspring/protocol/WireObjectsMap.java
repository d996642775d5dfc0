package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a map (OMP3).
 *
 * @param semantics how conflicts are resolved (OMP2)
 * @param entries the entries by key
 * @param clearTimeserial the serial of the last time the map was cleared
 */
public record WireObjectsMap(int semantics, @Nullable Map<String, WireObjectsMapEntry> entries,
		@Nullable String clearTimeserial) {

	/** How it travels. */
	public static final WireType<WireObjectsMap> TYPE = WireType.describe("ObjectsMap", Builder::new, Builder::build)
		.constant("semantics", 1, WireObjectsMap::semantics, Builder::semantics)
		.objectMap("entries", WireObjectsMapEntry.TYPE, WireObjectsMap::entries, Builder::entries)
		.string("clearTimeserial", WireObjectsMap::clearTimeserial, Builder::clearTimeserial)
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
		builder.semantics = this.semantics;
		builder.entries = this.entries;
		builder.clearTimeserial = this.clearTimeserial;
		return builder;
	}

	/** Gathers the fields. */
	public static final class Builder {

		private int semantics = -1;

		private @Nullable Map<String, WireObjectsMapEntry> entries;

		private @Nullable String clearTimeserial;

		private Builder() {
		}

		/**
		 * Sets {@link WireObjectsMap#semantics()}.
		 * @param semantics the value
		 * @return this
		 */
		public Builder semantics(int semantics) {
			this.semantics = semantics;
			return this;
		}

		/**
		 * Sets {@link WireObjectsMap#entries()}.
		 * @param entries the value
		 * @return this
		 */
		public Builder entries(@Nullable Map<String, WireObjectsMapEntry> entries) {
			this.entries = entries;
			return this;
		}

		/**
		 * Sets {@link WireObjectsMap#clearTimeserial()}.
		 * @param clearTimeserial the value
		 * @return this
		 */
		public Builder clearTimeserial(@Nullable String clearTimeserial) {
			this.clearTimeserial = clearTimeserial;
			return this;
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public WireObjectsMap build() {
			return new WireObjectsMap(this.semantics, this.entries, this.clearTimeserial);
		}

	}

}
