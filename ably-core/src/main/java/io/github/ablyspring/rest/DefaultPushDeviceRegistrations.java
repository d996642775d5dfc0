package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.rest.push.DeviceDetails;

/**
 * Registered devices over REST (RSH1b).
 */
final class DefaultPushDeviceRegistrations implements PushDeviceRegistrations {

	private static final String PATH = "/push/deviceRegistrations";

	private final RestCalls calls;

	DefaultPushDeviceRegistrations(RestCalls calls) {
		this.calls = calls;
	}

	@Override
	public CompletableFuture<DeviceDetails> get(String deviceId) {
		return this.calls.send(RestRequest.get(pathOf(deviceId)), DeviceDetails.TYPE);
	}

	@Override
	public PaginatedFuture<DeviceDetails> list(Map<String, ?> params) {
		return this.calls.page(PATH, params, DeviceDetails.TYPE);
	}

	@Override
	public CompletableFuture<DeviceDetails> save(DeviceDetails device) {
		return this.calls.send(
				RestRequest.of("PUT", pathOf(device.id())).body(this.calls.body(DeviceDetails.TYPE, device)),
				DeviceDetails.TYPE);
	}

	@Override
	public CompletableFuture<Void> remove(String deviceId) {
		return this.calls.send(RestRequest.of("DELETE", pathOf(deviceId)));
	}

	@Override
	public CompletableFuture<Void> remove(DeviceDetails device) {
		return remove(device.id());
	}

	@Override
	public CompletableFuture<Void> removeWhere(Map<String, ?> params) {
		return this.calls.send(RestRequest.of("DELETE", PATH).params(params));
	}

	private static String pathOf(String deviceId) {
		return PATH + "/" + RestRequest.segment(deviceId);
	}

}
