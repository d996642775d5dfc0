package io.github.ablyspring.rest;

import io.github.ablyspring.protocol.ErrorInfo;

/**
 * Nothing could be found out about the channel (BGF1).
 *
 * @param channel the channel's name
 * @param error why
 */
public record BatchPresenceFailureResult(String channel, ErrorInfo error) implements BatchPresenceResult {

}
