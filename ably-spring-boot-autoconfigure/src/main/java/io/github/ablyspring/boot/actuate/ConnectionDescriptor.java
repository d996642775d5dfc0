package io.github.ablyspring.boot.actuate;

import java.time.Instant;

import io.github.ablyspring.boot.actuate.ClientDescriptor.ErrorDescriptor;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStatus;
import io.github.ablyspring.realtime.connection.UnknownThings;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is doing.
 *
 * @param state its state
 * @param since when it entered that state
 * @param id its id, which messages carry
 * @param host the host at its other end
 * @param pendingPublishes how many publishes wait to be sent, or for their
 * acknowledgement
 * @param unknown what came that this version does not know
 * @param error the last error
 */
public record ConnectionDescriptor(ConnectionState state, Instant since, @Nullable String id, @Nullable String host,
		int pendingPublishes, UnknownThings unknown, @Nullable ErrorDescriptor error) {

	static ConnectionDescriptor of(Connection connection) {
		ConnectionStatus status = connection.status();
		return new ConnectionDescriptor(status.state(), status.since(), connection.id(), status.host(),
				status.pendingPublishes(), status.unknown(), ErrorDescriptor.of(connection.errorReason()));
	}

}
