package io.github.ablyspring.message;

import java.time.Instant;
import java.util.Map;

import io.github.ablyspring.protocol.WireVersion;
import org.jspecify.annotations.Nullable;

/**
 * The latest version of a message (TM2s).
 *
 * @param serial names the version; that of the message where there was no change
 * @param timestamp when it was made; that of the message where there was no change
 * @param clientId who made it
 * @param description why it was made
 * @param metadata anything else said of it
 */
public record MessageVersion(@Nullable String serial, @Nullable Instant timestamp, @Nullable String clientId,
		@Nullable String description, @Nullable Map<String, String> metadata) {

	public MessageVersion {
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	WireVersion toWire() {
		return new WireVersion(this.serial, (this.timestamp != null) ? this.timestamp.toEpochMilli() : -1,
				this.clientId, this.description, this.metadata);
	}

}
