package io.github.ablyspring.boot.event;

import io.github.ablyspring.realtime.connection.ConnectionStateChange;

/**
 * The connection of a client has changed. <pre>
 * &#64;EventListener(condition = "#event.change.current.name() == 'FAILED'")
 * void failed(AblyConnectionEvent event) { … }
 * </pre>
 *
 * @param client the name of the client
 * @param change what has changed
 */
public record AblyConnectionEvent(String client, ConnectionStateChange change) {
}
