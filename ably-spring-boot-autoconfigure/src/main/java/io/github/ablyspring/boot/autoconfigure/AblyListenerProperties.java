package io.github.ablyspring.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Configuration properties for Ably listeners.
 *
 * @param awaitAttach Whether the start of the application waits until the listeners'
 * channels are attached.
 * @param awaitAttachTimeout Time to wait for the listeners' channels at most.
 * @param deadLetterChannel Channel to which messages are published that a listener could
 * not handle. May contain '{channel}' for the name of the channel they came from.
 * @param retry Further attempts after a listener has failed.
 */
@Lazy
@ConfigurationProperties("ably.listener")
public record AblyListenerProperties(@DefaultValue("false") boolean awaitAttach,
		@DefaultValue("15s") Duration awaitAttachTimeout, @Nullable String deadLetterChannel,
		@DefaultValue @NestedConfigurationProperty Retry retry) {

	/**
	 * Further attempts after a listener has failed.
	 *
	 * @param enabled Whether to try again.
	 * @param maxRetries Maximum number of further attempts.
	 * @param delay Time before the first further attempt.
	 * @param multiplier By how much the time grows from attempt to attempt.
	 * @param maxDelay Maximum time between attempts.
	 * @param jitter By how much the times vary at random.
	 */
	public record Retry(@DefaultValue("false") boolean enabled, @DefaultValue("3") long maxRetries,
			@DefaultValue("1s") Duration delay, @DefaultValue("2") double multiplier,
			@DefaultValue("30s") Duration maxDelay, @DefaultValue("0s") Duration jitter) {

	}

}
