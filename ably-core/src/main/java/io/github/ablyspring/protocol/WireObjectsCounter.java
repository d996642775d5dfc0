package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The value of a counter (OCN2).
 *
 * @param count the value
 */
public record WireObjectsCounter(@Nullable Double count) {

	/** How it travels. */
	public static final WireType<WireObjectsCounter> TYPE = WireType
		.describe("ObjectsCounter", Fields::new, Fields::build)
		.decimal("count", WireObjectsCounter::count, (to, count) -> to.count = count)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable Double count;

		WireObjectsCounter build() {
			return new WireObjectsCounter(this.count);
		}

	}

}
