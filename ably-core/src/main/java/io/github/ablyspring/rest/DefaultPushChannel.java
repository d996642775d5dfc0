package io.github.ablyspring.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.rest.push.LocalDevice;
import io.github.ablyspring.rest.push.PushChannelSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Push subscriptions of one channel over REST (RSH7).
 */
final class DefaultPushChannel implements PushChannel {

	private final String channel;

	private final @Nullable LocalDevice device;

	private final RestCalls calls;

	private final DefaultPushChannelSubscriptions subscriptions;

	DefaultPushChannel(String channel, @Nullable LocalDevice device, RestCalls calls) {
		this.channel = channel;
		this.device = device;
		this.calls = calls;
		this.subscriptions = new DefaultPushChannelSubscriptions(calls);
	}

	@Override
	public CompletableFuture<PushChannelSubscription> subscribeClient() {
		return withClient(this::subscribeClient);
	}

	@Override
	public CompletableFuture<PushChannelSubscription> subscribeClient(String clientId) {
		return this.subscriptions.save(PushChannelSubscription.forClient(this.channel, clientId));
	}

	@Override
	public CompletableFuture<PushChannelSubscription> subscribeDevice() {
		return withDevice((registered) -> this.subscriptions
			.save(PushChannelSubscription.forDevice(this.channel, registered.id()), authentication(registered)));
	}

	@Override
	public CompletableFuture<PushChannelSubscription> subscribeDevice(String deviceId) {
		return this.subscriptions.save(PushChannelSubscription.forDevice(this.channel, deviceId),
				authenticationOf(deviceId));
	}

	@Override
	public CompletableFuture<Void> unsubscribeClient() {
		return withClient(this::unsubscribeClient);
	}

	@Override
	public CompletableFuture<Void> unsubscribeClient(String clientId) {
		return this.subscriptions.remove(PushChannelSubscription.forClient(this.channel, clientId));
	}

	@Override
	public CompletableFuture<Void> unsubscribeDevice() {
		return withDevice((registered) -> this.subscriptions
			.remove(PushChannelSubscription.forDevice(this.channel, registered.id()), authentication(registered)));
	}

	@Override
	public CompletableFuture<Void> unsubscribeDevice(String deviceId) {
		return this.subscriptions.remove(PushChannelSubscription.forDevice(this.channel, deviceId),
				authenticationOf(deviceId));
	}

	@Override
	public PaginatedFuture<PushChannelSubscription> listSubscriptions(Map<String, ?> params) {
		Map<String, Object> filters = new LinkedHashMap<>(params);
		filters.put("channel", this.channel);
		filters.put("concatFilters", true);
		if (this.device != null) {
			filters.put("deviceId", this.device.id());
			if (this.device.clientId() != null) {
				filters.put("clientId", this.device.clientId());
			}
		}
		return this.subscriptions.list(filters);
	}

	private <T> CompletableFuture<T> withClient(Function<String, CompletableFuture<T>> next) {
		String clientId = (this.device != null) ? this.device.clientId() : this.calls.clientId();
		if (clientId == null || clientId.equals("*")) {
			return refuse("There is no clientId to subscribe: set one in the client options or on the LocalDevice, "
					+ "or name one.");
		}
		return next.apply(clientId);
	}

	private <T> CompletableFuture<T> withDevice(Function<LocalDevice, CompletableFuture<T>> next) {
		if (this.device == null) {
			return refuse("There is no device to subscribe: name one, or act for one with push(LocalDevice), "
					+ "with its deviceIdentityToken.");
		}
		if (this.device.deviceIdentityToken() == null) {
			return refuse("The device has no deviceIdentityToken: it has to be registered first, see "
					+ "push().admin().deviceRegistrations().");
		}
		return next.apply(this.device);
	}

	private Map<String, String> authenticationOf(String deviceId) {
		return (this.device != null && this.device.id().equals(deviceId)) ? authentication(this.device) : Map.of();
	}

	/** RSH6: the token once there is one, the secret before. */
	private static Map<String, String> authentication(LocalDevice device) {
		if (device.deviceIdentityToken() != null) {
			return Map.of("X-Ably-DeviceToken", device.deviceIdentityToken());
		}
		return (device.deviceSecret() != null) ? Map.of("X-Ably-DeviceSecret", device.deviceSecret()) : Map.of();
	}

	private static <T> CompletableFuture<T> refuse(String message) {
		return CompletableFuture.failedFuture(AblyException.of(ErrorCodes.BAD_REQUEST, 400, message));
	}

}
