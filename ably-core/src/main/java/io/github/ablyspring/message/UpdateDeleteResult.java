package io.github.ablyspring.message;

import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * What came of updating, deleting or appending to a message (UDR1).
 *
 * @param versionSerial names the new version; {@code null} if a later one came first
 */
public record UpdateDeleteResult(@Nullable String versionSerial) {

	/** How it travels. */
	public static final WireType<UpdateDeleteResult> TYPE = WireType
		.describe("UpdateDeleteResult", Fields::new, Fields::build)
		.string("versionSerial", UpdateDeleteResult::versionSerial, (to, value) -> to.versionSerial = value)
		.build();

	/** Gathers the fields while a result is read. */
	private static final class Fields {

		private @Nullable String versionSerial;

		UpdateDeleteResult build() {
			return new UpdateDeleteResult(this.versionSerial);
		}

	}

}
