package io.github.ablyspring.emulator.push;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * That messages of a channel are pushed to a device, or to all devices of a client.
 *
 * @param channel the channel
 * @param deviceId the device, or {@code null}
 * @param clientId the client, or {@code null}
 */
record Subscription(String channel, @Nullable String deviceId, @Nullable String clientId) {

	static Subscription of(Map<String, @Nullable Object> fields) {
		String channel = Tree.text(fields, "channel");
		String deviceId = Tree.text(fields, "deviceId");
		String clientId = Tree.text(fields, "clientId");
		if (channel == null || channel.isEmpty()) {
			throw Refusals.badRequest("A subscription has a channel");
		}
		if ((deviceId == null) == (clientId == null)) {
			throw Refusals.badRequest("A subscription has either a deviceId or a clientId");
		}
		return new Subscription(channel, deviceId, clientId);
	}

	boolean matches(Map<String, String> filter) {
		return matches(filter, "channel", this.channel) && matches(filter, "deviceId", this.deviceId)
				&& matches(filter, "clientId", this.clientId);
	}

	private static boolean matches(Map<String, String> filter, String name, @Nullable String value) {
		String wanted = filter.get(name);
		return wanted == null || wanted.equals(value);
	}

	Map<String, @Nullable Object> toTree() {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("channel", this.channel);
		if (this.deviceId != null) {
			tree.put("deviceId", this.deviceId);
		}
		if (this.clientId != null) {
			tree.put("clientId", this.clientId);
		}
		return tree;
	}

}
