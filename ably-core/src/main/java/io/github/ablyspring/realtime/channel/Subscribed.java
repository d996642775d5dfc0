package io.github.ablyspring.realtime.channel;

import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.realtime.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A registration together with the attach that it caused. Internal.
 *
 * @param registration takes the listener away
 * @param attached how the attach ended
 */
public record Subscribed(Subscription registration,
		CompletableFuture<@Nullable ChannelStateChange> attached) implements ChannelSubscription {

	@Override
	public void unsubscribe() {
		this.registration.unsubscribe();
	}

}
