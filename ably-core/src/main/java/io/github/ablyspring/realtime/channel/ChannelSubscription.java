package io.github.ablyspring.realtime.channel;

import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.realtime.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A listener that was subscribed, and the attach that came with it (RTL7g).
 */
public interface ChannelSubscription extends Subscription {

	/**
	 * How the implicit attach ended. The listener stays registered even if it failed.
	 * @return the change that led to the attached state; {@code null} when the channel
	 * was attached before, or is not attached on subscribing
	 */
	CompletableFuture<@Nullable ChannelStateChange> attached();

}
