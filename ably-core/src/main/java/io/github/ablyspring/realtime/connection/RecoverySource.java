package io.github.ablyspring.realtime.connection;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Finds the recovery key that an earlier client has left, and decides whether to take its
 * connection over (RTN16). Asked once, on the user executor, before the first connect,
 * which waits for the answer for as long as it would for the server's.
 */
@FunctionalInterface
public interface RecoverySource {

	/**
	 * The key that {@link Connection#createRecoveryKey()} of the earlier client has
	 * given.
	 * @return completes with the key, or with {@code null} for a new connection; a
	 * failure is reported, and means a new connection, too
	 */
	CompletionStage<@Nullable String> recoveryKey();

}
