package io.github.ablyspring.emulator.push;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * The devices of an application and what they are subscribed to.
 */
final class PushRegistry {

	private static final int LIMIT = 100_000;

	private final Map<String, Device> devices = new LinkedHashMap<>();

	private final Set<Subscription> subscriptions = new LinkedHashSet<>();

	@Nullable Device device(String id) {
		return this.devices.get(id);
	}

	void save(Device device) {
		requireRoom(this.devices.size());
		this.devices.put(device.id(), device);
	}

	void save(Subscription subscription) {
		requireRoom(this.subscriptions.size());
		this.subscriptions.add(subscription);
	}

	private static void requireRoom(int size) {
		if (size >= LIMIT) {
			throw Refusals.badRequest("No more than " + LIMIT + " are kept");
		}
	}

	List<Device> devices(Map<String, String> filter) {
		String deviceId = filter.get("deviceId");
		String clientId = filter.get("clientId");
		return this.devices.values()
			.stream()
			.filter((device) -> deviceId == null || deviceId.equals(device.id()))
			.filter((device) -> clientId == null || clientId.equals(device.clientId()))
			.toList();
	}

	void removeDevices(Map<String, String> filter) {
		for (Device device : devices(filter)) {
			this.devices.remove(device.id());
			this.subscriptions.removeIf((subscription) -> device.id().equals(subscription.deviceId()));
		}
	}

	List<Subscription> subscriptions(Map<String, String> filter) {
		return this.subscriptions.stream().filter((subscription) -> subscription.matches(filter)).toList();
	}

	void removeSubscriptions(Map<String, String> filter) {
		this.subscriptions.removeIf((subscription) -> subscription.matches(filter));
	}

	List<String> channels() {
		return this.subscriptions.stream().map(Subscription::channel).distinct().sorted().toList();
	}

	/**
	 * The devices a subscription stands for.
	 * @param subscription the subscription
	 * @return the devices
	 */
	List<Device> devicesOf(Subscription subscription) {
		if (subscription.deviceId() != null) {
			Device device = this.devices.get(subscription.deviceId());
			return (device != null) ? List.of(device) : List.of();
		}
		return (subscription.clientId() != null) ? devices(Map.of("clientId", subscription.clientId())) : List.of();
	}

}
