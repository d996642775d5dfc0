package io.github.ablyspring.rest;

import io.github.ablyspring.protocol.ErrorInfo;

/**
 * The messages are not published on this channel (BPF1).
 *
 * @param channel the channel's name
 * @param error why
 */
public record BatchPublishFailureResult(String channel, ErrorInfo error) implements BatchPublishResult {

}
