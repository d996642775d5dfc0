package io.github.ablyspring.rest;

import java.util.List;

import io.github.ablyspring.message.PresenceMessage;

/**
 * Who is present on the channel (BGR1).
 *
 * @param channel the channel's name
 * @param presence the members
 */
public record BatchPresenceSuccessResult(String channel,
		List<PresenceMessage> presence) implements BatchPresenceResult {

	public BatchPresenceSuccessResult {
		presence = List.copyOf(presence);
	}

}
