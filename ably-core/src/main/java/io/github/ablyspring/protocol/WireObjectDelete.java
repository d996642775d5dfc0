package io.github.ablyspring.protocol;

/**
 * Says that an object is to be deleted; it has no fields (ODE2).
 */
public record WireObjectDelete() {

	/** How it travels. */
	public static final WireType<WireObjectDelete> TYPE = WireType
		.describe("ObjectDelete", WireObjectDelete::new, (it) -> it)
		.build();

}
