package io.github.ablyspring.boot.event;

import io.github.ablyspring.realtime.channel.MessagesDropped;

/**
 * Messages were dropped, because the listeners of a channel did not keep up.
 *
 * @param client the name of the client
 * @param dropped on which channel, and how many
 */
public record AblyMessagesDroppedEvent(String client, MessagesDropped dropped) {
}
