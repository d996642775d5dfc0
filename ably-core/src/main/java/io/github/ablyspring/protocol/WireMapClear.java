package io.github.ablyspring.protocol;

/**
 * Says that a map is to be cleared; it has no fields (MCL2).
 */
public record WireMapClear() {

	/** How it travels. */
	public static final WireType<WireMapClear> TYPE = WireType.describe("MapClear", WireMapClear::new, (it) -> it)
		.build();

}
