package io.github.ablyspring.realtime.channel;

import java.time.Duration;

import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * Watches all channels of a client from outside, for metrics and for hooks: unlike
 * listeners it cannot be taken away by the application, and it hears of channels that are
 * made later. Runs on the user executor, in the order of what happens on a channel, and
 * holds up what comes next, so it has to be quick. What it throws is reported and changes
 * nothing.
 */
public interface ChannelObserver {

	/**
	 * A channel has changed.
	 * @param channel the name of the channel
	 * @param change the change, maybe an UPDATE
	 */
	default void stateChanged(String channel, ChannelStateChange change) {
	}

	/**
	 * Messages came in for which there are listeners.
	 * @param channel the name of the channel
	 * @param count how many
	 */
	default void received(String channel, int count) {
	}

	/**
	 * A listener was called with a message.
	 * @param channel the name of the channel
	 * @param duration how long it took
	 * @param failure what it threw, or {@code null}
	 */
	default void listenerCalled(String channel, Duration duration, @Nullable Throwable failure) {
	}

	/**
	 * Messages were dropped, because the listeners did not keep up.
	 * @param dropped how many
	 */
	default void dropped(MessagesDropped dropped) {
	}

	/**
	 * A payload could not be decoded, for want of a key for example.
	 * @param channel the name of the channel
	 * @param error why
	 */
	default void undecodable(String channel, ErrorInfo error) {
	}

}
