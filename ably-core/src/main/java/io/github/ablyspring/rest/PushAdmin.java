package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.rest.push.PushPayload;
import io.github.ablyspring.rest.push.PushRecipient;
import org.jspecify.annotations.Nullable;

/**
 * The administration of push notifications (RSH1). Takes a key or token with the
 * capability {@code push-admin}.
 */
public interface PushAdmin {

	/**
	 * Sends a notification.
	 * @param recipient to whom
	 * @param payload what it says
	 * @return done, once Ably has taken it
	 */
	CompletableFuture<Void> publish(PushRecipient recipient, PushPayload payload);

	/**
	 * Sends a notification, put together freely.
	 * @param recipient the recipient's fields
	 * @param payload the payload's fields
	 * @return done, once Ably has taken it
	 */
	CompletableFuture<Void> publish(@Nullable Map<String, ?> recipient, @Nullable Map<String, ?> payload);

	/**
	 * The registered devices.
	 * @return the devices
	 */
	PushDeviceRegistrations deviceRegistrations();

	/**
	 * The push subscriptions of channels.
	 * @return the subscriptions
	 */
	PushChannelSubscriptions channelSubscriptions();

}
