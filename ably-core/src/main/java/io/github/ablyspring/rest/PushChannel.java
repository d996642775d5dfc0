package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.rest.push.PushChannelSubscription;

/**
 * The push subscriptions of one channel (RSH7). The JVM is no push target itself: either
 * a program subscribes others, naming the client or device, or it acts for a device whose
 * identity it was given, see
 * {@link RestChannel#push(io.github.ablyspring.rest.push.LocalDevice)}.
 */
public interface PushChannel {

	/**
	 * Subscribes all devices of this client: of the device acted for, else of the
	 * program's own client id.
	 * @return the subscription
	 */
	CompletableFuture<PushChannelSubscription> subscribeClient();

	/**
	 * Subscribes all devices of a client.
	 * @param clientId the client
	 * @return the subscription
	 */
	CompletableFuture<PushChannelSubscription> subscribeClient(String clientId);

	/**
	 * Subscribes the device acted for, which has to be registered.
	 * @return the subscription
	 */
	CompletableFuture<PushChannelSubscription> subscribeDevice();

	/**
	 * Subscribes a device.
	 * @param deviceId the device
	 * @return the subscription
	 */
	CompletableFuture<PushChannelSubscription> subscribeDevice(String deviceId);

	/**
	 * Ends what {@link #subscribeClient()} began.
	 * @return done, once the subscription is gone
	 */
	CompletableFuture<Void> unsubscribeClient();

	/**
	 * Ends what {@link #subscribeClient(String)} began.
	 * @param clientId the client
	 * @return done, once the subscription is gone
	 */
	CompletableFuture<Void> unsubscribeClient(String clientId);

	/**
	 * Ends what {@link #subscribeDevice()} began.
	 * @return done, once the subscription is gone
	 */
	CompletableFuture<Void> unsubscribeDevice();

	/**
	 * Ends what {@link #subscribeDevice(String)} began.
	 * @param deviceId the device
	 * @return done, once the subscription is gone
	 */
	CompletableFuture<Void> unsubscribeDevice(String deviceId);

	/**
	 * The channel's subscriptions; of the device acted for and its client, if there is
	 * one.
	 * @param params further filters, and {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<PushChannelSubscription> listSubscriptions(Map<String, ?> params);

}
