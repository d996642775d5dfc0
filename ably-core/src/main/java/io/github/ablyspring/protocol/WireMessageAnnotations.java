package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What annotations of a message add up to (TM8).
 *
 * @param summary a summary for each type of annotation, as it came
 */
public record WireMessageAnnotations(@Nullable Map<String, @Nullable Object> summary) {

	/** How it travels. */
	public static final WireType<WireMessageAnnotations> TYPE = WireType
		.describe("MessageAnnotations", Fields::new, Fields::build)
		.map("summary", WireMessageAnnotations::summary,
				(Fields to, Map<String, @Nullable Object> summary) -> to.summary = summary)
		.build();

	/** Binary values are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WireMessageAnnotations that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Gathers the fields while it is read. */
	private static final class Fields {

		@Nullable Map<String, @Nullable Object> summary;

		WireMessageAnnotations build() {
			return new WireMessageAnnotations(this.summary);
		}

	}

}
