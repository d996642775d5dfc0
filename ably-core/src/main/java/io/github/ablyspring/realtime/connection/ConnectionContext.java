package io.github.ablyspring.realtime.connection;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.ablyspring.auth.TokenKeeper;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.SerialLane;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.HostSelector;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is built from. Internal.
 *
 * @param settings what the options say
 * @param loop the loop that owns the state
 * @param users where user code runs
 * @param lane where listeners and observers of the connection run, in order
 * @param transport opens transports
 * @param http serves for the connectivity check
 * @param tokens keeps what proves who connects
 * @param hosts told of the host in use, so that requests go there too (RTN17e)
 * @param delay the delay between attempts
 * @param observers the observers
 * @param recovery finds the recovery key of an earlier client, if anything does
 * @param random decides the order of hosts
 * @param log the log of the client
 */
public record ConnectionContext(ConnectionSettings settings, SerialLoop loop, UserExecutor users, SerialLane lane,
		RealtimeTransport transport, HttpTransport http, TokenKeeper tokens, HostSelector hosts, ReconnectDelay delay,
		List<ConnectionObserver> observers, @Nullable RecoverySource recovery, Random random, EventLog log) {

	/**
	 * Waits for something that may complete on any thread, and goes on on the loop, with
	 * the result or the error.
	 */
	<T extends @Nullable Object> void obtain(Supplier<? extends CompletionStage<T>> source,
			BiConsumer<@Nullable T, @Nullable ErrorInfo> continuation) {
		CompletionStage<T> stage;
		try {
			stage = source.get();
		}
		catch (RuntimeException ex) {
			continuation.accept(null, AblyException.from(ex).errorInfo());
			return;
		}
		stage.whenComplete((result, failure) -> this.loop.run(() -> {
			if (failure != null) {
				continuation.accept(null, AblyException.from(failure).errorInfo());
			}
			else {
				continuation.accept(result, null);
			}
		}));
	}

	/**
	 * Finds out whether there is an internet connection, and goes on on the loop.
	 */
	void whenOnline(Consumer<Boolean> continuation) {
		obtain(() -> new ConnectivityCheck(this.http, this.settings).online(),
				(online, failure) -> continuation.accept(Boolean.TRUE.equals(online)));
	}

}
