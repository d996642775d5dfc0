package io.github.ablyspring.realtime.channel;

/**
 * How well the listeners of a channel keep up.
 *
 * @param pending how many messages wait for them
 * @param capacity how many may wait before the {@link OverflowPolicy} applies
 * @param dropped how many were dropped since the channel exists
 * @param pausing whether reading from the socket is stopped on behalf of this channel
 */
public record MailboxStatus(long pending, int capacity, long dropped, boolean pausing) {
}
