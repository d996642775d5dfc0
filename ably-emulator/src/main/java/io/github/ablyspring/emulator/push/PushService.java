package io.github.ablyspring.emulator.push;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.auth.Authority;
import io.github.ablyspring.emulator.auth.Credentials;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.ChannelName;
import io.github.ablyspring.emulator.channel.Channels;
import io.github.ablyspring.emulator.channel.Origin;
import io.github.ablyspring.emulator.channel.Publisher;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers devices and delivers notifications. No device is ever reached from here; a
 * recipient of the type <code>ablyChannel</code> gets its notification as a message on a
 * channel, which is how push is tested.
 */
public final class PushService {

	private static final Logger logger = LoggerFactory.getLogger(PushService.class);

	private static final String EVENT = "__ably_push__";

	private static final int ID_LENGTH = 12;

	private static final String TO_CHANNEL = "ablyChannel";

	private static final List<String> TO_DEVICES = List.of("apns", "gcm", "fcm", "web");

	private final Map<String, PushRegistry> registries = new HashMap<>();

	private final Authority authority;

	private final Channels channels;

	/**
	 * Creates the service.
	 * @param authority who says who is who
	 * @param channels the channels
	 */
	public PushService(Authority authority, Channels channels) {
		this.authority = authority;
		this.channels = channels;
		channels.onPublish(this::published);
	}

	private PushRegistry of(App app) {
		return this.registries.computeIfAbsent(app.id(), (id) -> new PushRegistry());
	}

	/**
	 * Forgets all devices of an application.
	 * @param app the application
	 */
	public void remove(App app) {
		this.registries.remove(app.id());
	}

	public Map<String, @Nullable Object> saveDevice(App app, Map<String, @Nullable Object> fields) {
		Device device = Device.of(fields);
		of(app).save(device);
		return device.fields();
	}

	public Map<String, @Nullable Object> changeDevice(App app, String id, Map<String, @Nullable Object> changes) {
		Device device = require(app, id).with(changes);
		of(app).save(device);
		return device.fields();
	}

	public Map<String, @Nullable Object> device(App app, String id) {
		return require(app, id).fields();
	}

	private Device require(App app, String id) {
		Device device = of(app).device(id);
		if (device == null) {
			throw Refusals.notFound("The device");
		}
		return device;
	}

	public List<Map<String, @Nullable Object>> devices(App app, Map<String, String> filter) {
		return of(app).devices(filter).stream().map(Device::fields).toList();
	}

	public void removeDevices(App app, Map<String, String> filter) {
		of(app).removeDevices(filter);
	}

	public Map<String, @Nullable Object> subscribe(App app, Map<String, @Nullable Object> fields) {
		Subscription subscription = Subscription.of(fields);
		ChannelName name = ChannelName.parse(subscription.channel());
		if (!app.namespaceOf(name.name()).pushEnabled()) {
			throw Refusals.badRequest("Push is not enabled for the channel " + name);
		}
		if (subscription.deviceId() != null) {
			require(app, subscription.deviceId());
		}
		of(app).save(subscription);
		return subscription.toTree();
	}

	public List<Map<String, @Nullable Object>> subscriptions(App app, Map<String, String> filter) {
		return of(app).subscriptions(filter).stream().map(Subscription::toTree).toList();
	}

	public void unsubscribe(App app, Map<String, String> filter) {
		of(app).removeSubscriptions(filter);
	}

	public List<String> subscribedChannels(App app) {
		return of(app).channels();
	}

	/**
	 * Sends a notification.
	 * @param app the application
	 * @param request the recipient and the notification
	 */
	public void publish(App app, Map<String, @Nullable Object> request) {
		if (!(request.get("recipient") instanceof Map<?, ?> given) || given.isEmpty()) {
			throw Refusals.badRequest("A notification has a recipient");
		}
		Map<String, @Nullable Object> recipient = Tree.map(given);
		Map<String, @Nullable Object> payload = new LinkedHashMap<>(request);
		payload.remove("recipient");
		if (payload.isEmpty()) {
			throw Refusals.badRequest("A notification has a content");
		}
		if (recipient.get("clientId") instanceof String clientId) {
			of(app).devices(Map.of("clientId", clientId)).forEach((device) -> deliver(device, payload));
		}
		else if (recipient.get("deviceId") instanceof String deviceId) {
			deliver(require(app, deviceId), payload);
		}
		else {
			send(recipient, payload);
		}
	}

	// a message with extras.push goes to everything that is subscribed to its channel
	private void published(Channel channel, List<WireMessage> messages) {
		if (!channel.rules().pushEnabled()) {
			return;
		}
		for (WireMessage message : messages) {
			if (message.extras() != null && message.extras().get("push") instanceof Map<?, ?> push) {
				PushRegistry registry = of(channel.app());
				for (Subscription subscription : registry.subscriptions(Map.of("channel", channel.name()))) {
					registry.devicesOf(subscription).forEach((device) -> deliver(device, Tree.map(push)));
				}
			}
		}
	}

	private void deliver(Device device, Map<String, @Nullable Object> payload) {
		try {
			send(device.recipient(), payload);
		}
		catch (AblyException ex) {
			logger.debug("The device {} cannot be notified: {}", device.id(), ex.getMessage());
		}
	}

	private void send(Map<String, @Nullable Object> recipient, Map<String, @Nullable Object> payload) {
		String type = Tree.text(recipient, "transportType");
		if (TO_CHANNEL.equals(type)) {
			String channel = Tree.text(recipient, "channel");
			String key = Tree.text(recipient, "ablyKey");
			if (channel == null || key == null) {
				throw Refusals.badRequest("A recipient of type " + TO_CHANNEL + " has a channel and an ablyKey");
			}
			// the key says to which application; that it could be of another server is
			// nothing to test with
			Identity identity = this.authority.identify(new Credentials(key, null), null);
			ChannelName name = ChannelName.parse(channel);
			WireMessage message = WireMessage.builder().name(EVENT).data(Tree.toJson(payload)).build();
			Publisher.publish(this.channels.get(identity.app(), name),
					new Origin(identity, name, null, Ids.random(ID_LENGTH), null, Map.of()), List.of(message));
		}
		else if (type == null || !TO_DEVICES.contains(type)) {
			throw Refusals.badRequest("The transportType of a recipient is one of " + TO_DEVICES);
		}
	}

}
