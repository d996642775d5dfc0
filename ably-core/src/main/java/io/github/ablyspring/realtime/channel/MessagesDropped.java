package io.github.ablyspring.realtime.channel;

/**
 * Messages came in faster than the listeners of a channel took them, and were dropped.
 *
 * @param channel the name of the channel
 * @param count how many were dropped since the last such event
 * @param total how many were dropped since the channel exists
 */
public record MessagesDropped(String channel, long count, long total) {
}
