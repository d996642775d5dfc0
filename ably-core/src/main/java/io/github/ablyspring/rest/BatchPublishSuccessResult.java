package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The messages are published (BPR1).
 *
 * @param channel the channel's name
 * @param messageId what the ids of the messages start with
 * @param serials a serial per message; {@code null} for one that a conflation rule
 * dropped
 */
public record BatchPublishSuccessResult(String channel, @Nullable String messageId,
		List<@Nullable String> serials) implements BatchPublishResult {

	public BatchPublishSuccessResult {
		serials = Collections.unmodifiableList(new ArrayList<>(serials));
	}

}
