package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The first value of a new counter (CCR2).
 *
 * @param count the value
 */
public record WireCounterCreate(@Nullable Double count) {

	/** How it travels. */
	public static final WireType<WireCounterCreate> TYPE = WireType
		.describe("CounterCreate", Fields::new, Fields::build)
		.decimal("count", WireCounterCreate::count, (to, count) -> to.count = count)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable Double count;

		WireCounterCreate build() {
			return new WireCounterCreate(this.count);
		}

	}

}
