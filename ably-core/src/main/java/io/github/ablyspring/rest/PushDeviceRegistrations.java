package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.rest.push.DeviceDetails;

/**
 * The devices registered for push notifications (RSH1b).
 */
public interface PushDeviceRegistrations {

	/**
	 * One device.
	 * @param deviceId its id
	 * @return the device; fails with status 404 if there is none
	 */
	CompletableFuture<DeviceDetails> get(String deviceId);

	/**
	 * Devices.
	 * @param params which: {@code deviceId}, {@code clientId}, {@code state},
	 * {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<DeviceDetails> list(Map<String, ?> params);

	/**
	 * Registers a device, or updates its registration.
	 * @param device the device
	 * @return the device as registered
	 */
	CompletableFuture<DeviceDetails> save(DeviceDetails device);

	/**
	 * Removes a device, if it is registered.
	 * @param deviceId its id
	 * @return done, once it is gone
	 */
	CompletableFuture<Void> remove(String deviceId);

	/**
	 * Removes a device, if it is registered.
	 * @param device the device
	 * @return done, once it is gone
	 */
	CompletableFuture<Void> remove(DeviceDetails device);

	/**
	 * Removes all devices that match.
	 * @param params which: {@code deviceId} or {@code clientId}
	 * @return done, once they are gone
	 */
	CompletableFuture<Void> removeWhere(Map<String, ?> params);

}
