package io.github.ablyspring.integration.support;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionState;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Waits for what has to happen, but not forever.
 */
public final class Await {

	public static final int SECONDS = 60;

	public static final Duration LIMIT = Duration.ofSeconds(SECONDS);

	private Await() {
	}

	public static <T> T await(CompletableFuture<T> future) {
		try {
			return future.get(SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw AblyException.from(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
		catch (Exception ex) {
			throw new AssertionError("It did not end", ex);
		}
	}

	public static ErrorInfo failureOf(CompletableFuture<?> future) {
		AblyException failure = catchThrowableOfType(AblyException.class, () -> await(future));
		if (failure == null) {
			throw new AssertionError("It succeeded, though it should not have");
		}
		return failure.errorInfo();
	}

	public static void await(Connection connection, ConnectionState state) {
		try {
			await(connection.whenState(state));
		}
		catch (AssertionError ex) {
			throw new AssertionError(
					"Connection is " + connection.state() + ", not " + state + ": " + connection.errorReason(), ex);
		}
	}

	public static ChannelStateChange await(RealtimeChannel channel, ChannelState state) {
		try {
			return await(channel.whenState(state));
		}
		catch (AssertionError ex) {
			throw new AssertionError("Channel is " + channel.state() + ", not " + state + ": " + channel.errorReason(),
					ex);
		}
	}

}
