package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The entry of a map to set (MST2).
 *
 * @param key the key
 * @param value the value
 */
public record WireMapSet(@Nullable String key, @Nullable WireObjectData value) {

	/** How it travels. */
	public static final WireType<WireMapSet> TYPE = WireType.describe("MapSet", Fields::new, Fields::build)
		.string("key", WireMapSet::key, (to, key) -> to.key = key)
		.object("value", WireObjectData.TYPE, WireMapSet::value, (to, value) -> to.value = value)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable String key;

		@Nullable WireObjectData value;

		WireMapSet build() {
			return new WireMapSet(this.key, this.value);
		}

	}

}
