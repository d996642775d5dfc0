package io.github.ablyspring.boot.event;

import io.github.ablyspring.realtime.channel.ChannelStateChange;

/**
 * A channel has changed.
 *
 * @param client the name of the client
 * @param channel the name of the channel
 * @param change what has changed
 */
public record AblyChannelEvent(String client, String channel, ChannelStateChange change) {
}
