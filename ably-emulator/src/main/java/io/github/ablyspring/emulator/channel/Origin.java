package io.github.ablyspring.emulator.channel;

import java.util.Map;

import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Who does something on a channel, and how.
 *
 * @param identity who it is
 * @param name the channel as it was addressed
 * @param connectionId the connection it comes over, if over one
 * @param frameId what the ids of its items begin with
 * @param attachment how the connection is attached to the channel, if it is
 * @param params parameters of the request
 */
public record Origin(Identity identity, ChannelName name, @Nullable String connectionId, String frameId,
		@Nullable Attachment attachment, Map<String, String> params) {

	/**
	 * Tells whether an operation is permitted on the channel.
	 * @param operation the operation
	 * @return whether it is
	 */
	boolean may(Operation operation) {
		return this.identity.grants().permits(operation, this.name.qualifier(), this.name.name());
	}

	/**
	 * Refuses unless an operation is permitted.
	 * @param operation the operation
	 */
	void require(Operation operation) {
		if (!may(operation)) {
			throw Refusals.capability(operation.wireName(), this.name.written());
		}
	}

	/**
	 * Refuses when the connection is attached, but not for this.
	 * @param mode what it has to be attached for
	 */
	void require(Mode mode) {
		if (this.attachment != null && !this.attachment.has(mode)) {
			throw Refusals.modeNotRequested(mode.name());
		}
	}

	Origin withFrameId(String otherId) {
		return new Origin(this.identity, this.name, this.connectionId, otherId, this.attachment, this.params);
	}

}
