package io.github.ablyspring.realtime.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a connection is doing, for people and machines that look after it. Holds no
 * secrets.
 *
 * @param state the state
 * @param since when that state was entered, or the client created
 * @param host the host of the connection, or of the last one; {@code null} before the
 * first
 * @param pendingPublishes how many publishes wait to be sent, or for their
 * acknowledgement
 * @param unknown what came that this version does not know
 */
public record ConnectionStatus(ConnectionState state, Instant since, @Nullable String host, int pendingPublishes,
		UnknownThings unknown) {
}
