package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A new map or counter, with an id made by the client from this (MCRO2, CCRO2).
 *
 * @param initialValue a JSON text of the first content
 * @param nonce the nonce in the id
 */
public record WireCreateWithObjectId(@Nullable String initialValue, @Nullable String nonce) {

	/** How it travels. */
	public static final WireType<WireCreateWithObjectId> TYPE = WireType
		.describe("CreateWithObjectId", Fields::new, Fields::build)
		.string("initialValue", WireCreateWithObjectId::initialValue,
				(to, initialValue) -> to.initialValue = initialValue)
		.string("nonce", WireCreateWithObjectId::nonce, (to, nonce) -> to.nonce = nonce)
		.build();

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable String initialValue;

		@Nullable String nonce;

		WireCreateWithObjectId build() {
			return new WireCreateWithObjectId(this.initialValue, this.nonce);
		}

	}

}
