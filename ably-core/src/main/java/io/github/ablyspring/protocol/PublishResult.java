package io.github.ablyspring.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of one publish (PBR1).
 *
 * @param serials the serials of the messages, in their order; null for one that was
 * dropped by a conflation rule
 */
public record PublishResult(List<@Nullable String> serials) {

	/** How a result travels. */
	public static final WireType<PublishResult> TYPE = WireType.describe("PublishResult", Fields::new, Fields::build)
		.stringList("serials", PublishResult::serials,
				(Fields to, List<@Nullable String> serials) -> to.serials = serials)
		.build();

	public PublishResult {
		serials = Collections.unmodifiableList(new ArrayList<>(serials));
	}

	/**
	 * The serial of the message, where one was published.
	 * @return the first serial; null if there is none, or the message was dropped by a
	 * conflation rule
	 */
	public @Nullable String serial() {
		return this.serials.isEmpty() ? null : this.serials.get(0);
	}

	/** Gathers the fields while a result is read. */
	private static final class Fields {

		List<@Nullable String> serials = List.of();

		PublishResult build() {
			return new PublishResult(this.serials);
		}

	}

}
