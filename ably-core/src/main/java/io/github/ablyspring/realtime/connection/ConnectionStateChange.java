package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * A change of the connection (TA1).
 *
 * @param previous the state before
 * @param current the state now; the same as before for an {@link ConnectionEvent#UPDATE}
 * @param event the event that announces the change
 * @param reason the error that caused the change, if one did
 * @param retryIn how long until the next attempt, when one is scheduled; {@code null}
 * when none is, or when it follows at once
 */
public record ConnectionStateChange(ConnectionState previous, ConnectionState current, ConnectionEvent event,
		@Nullable ErrorInfo reason, @Nullable Duration retryIn) {
}
