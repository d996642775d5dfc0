package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The entry of a map to remove (MRM2).
 *
 * @param key the key
 */
public record WireMapRemove(@Nullable String key) {

	/** How it travels. */
	public static final WireType<WireMapRemove> TYPE = WireType.describe("MapRemove", Fields::new, Fields::build)
		.string("key", WireMapRemove::key, (to, key) -> to.key = key)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable String key;

		WireMapRemove build() {
			return new WireMapRemove(this.key);
		}

	}

}
