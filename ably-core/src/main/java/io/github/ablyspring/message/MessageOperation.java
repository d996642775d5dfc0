package io.github.ablyspring.message;

import java.util.Map;

import io.github.ablyspring.protocol.WireVersion;
import org.jspecify.annotations.Nullable;

/**
 * Who changes a message, and why: goes with an update, a deletion or an append, and is
 * kept in the {@link MessageVersion} it makes (MOP2).
 *
 * @param clientId who
 * @param description why, in words
 * @param metadata anything else
 */
public record MessageOperation(@Nullable String clientId, @Nullable String description,
		@Nullable Map<String, String> metadata) {

	/** Says nothing. */
	public static final MessageOperation NONE = new MessageOperation(null, null, null);

	public MessageOperation {
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * An operation with a reason.
	 * @param description why, in words
	 * @return the operation
	 */
	public static MessageOperation because(String description) {
		return NONE.withDescription(description);
	}

	/**
	 * The same, with another client id.
	 * @param clientId who
	 * @return a new operation
	 */
	public MessageOperation withClientId(@Nullable String clientId) {
		return new MessageOperation(clientId, this.description, this.metadata);
	}

	/**
	 * The same, with another description.
	 * @param description why, in words
	 * @return a new operation
	 */
	public MessageOperation withDescription(@Nullable String description) {
		return new MessageOperation(this.clientId, description, this.metadata);
	}

	/**
	 * The same, with other metadata.
	 * @param metadata anything else
	 * @return a new operation
	 */
	public MessageOperation withMetadata(@Nullable Map<String, String> metadata) {
		return new MessageOperation(this.clientId, this.description, metadata);
	}

	/**
	 * How the operation travels: as the version that it makes (RSL15b7, RTL32b2).
	 * @return the version
	 */
	public WireVersion toWire() {
		return new WireVersion(null, -1, this.clientId, this.description, this.metadata);
	}

}
