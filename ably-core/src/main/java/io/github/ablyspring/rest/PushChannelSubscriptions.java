package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.rest.push.PushChannelSubscription;

/**
 * Who gets the push notifications of which channel (RSH1c).
 */
public interface PushChannelSubscriptions {

	/**
	 * Subscriptions.
	 * @param params which: {@code channel}, {@code deviceId}, {@code clientId},
	 * {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<PushChannelSubscription> list(Map<String, ?> params);

	/**
	 * The names of channels with push subscriptions.
	 * @param params {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<String> listChannels(Map<String, ?> params);

	/**
	 * Adds a subscription, or confirms one that is there.
	 * @param subscription the subscription
	 * @return the subscription as saved
	 */
	CompletableFuture<PushChannelSubscription> save(PushChannelSubscription subscription);

	/**
	 * Removes a subscription, if it is there.
	 * @param subscription the subscription
	 * @return done, once it is gone
	 */
	CompletableFuture<Void> remove(PushChannelSubscription subscription);

	/**
	 * Removes all subscriptions that match.
	 * @param params which: {@code channel}, {@code deviceId}, {@code clientId}
	 * @return done, once they are gone
	 */
	CompletableFuture<Void> removeWhere(Map<String, ?> params);

}
