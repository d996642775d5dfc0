package io.github.ablyspring.realtime.connection;

import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * What of a connection can be seen on any thread, as one consistent view.
 */
record StateSnapshot(ConnectionState state, @Nullable String id, @Nullable String key,
		@Nullable ErrorInfo errorReason) {

	static final StateSnapshot INITIAL = new StateSnapshot(ConnectionState.INITIALIZED, null, null, null);

	StateSnapshot withState(ConnectionState next, @Nullable ErrorInfo reason) {
		// RTN8d, RTN9d
		boolean anonymous = next == ConnectionState.CLOSING || next == ConnectionState.CLOSED
				|| next == ConnectionState.FAILED;
		return new StateSnapshot(next, anonymous ? null : this.id, anonymous ? null : this.key,
				(reason != null) ? reason : this.errorReason);
	}

}
