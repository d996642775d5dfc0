package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What to add to a counter (CIN2).
 *
 * @param number the number
 */
public record WireCounterInc(@Nullable Double number) {

	/** How it travels. */
	public static final WireType<WireCounterInc> TYPE = WireType.describe("CounterInc", Fields::new, Fields::build)
		.decimal("number", WireCounterInc::number, (to, number) -> to.number = number)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable Double number;

		WireCounterInc build() {
			return new WireCounterInc(this.number);
		}

	}

}
