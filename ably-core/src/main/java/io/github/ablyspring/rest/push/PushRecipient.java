package io.github.ablyspring.rest.push;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * To whom a push notification goes: a registered device, all devices of a client, or an
 * address of a push service.
 */
public final class PushRecipient {

	private final Map<String, @Nullable Object> fields;

	private PushRecipient(Map<String, ? extends @Nullable Object> fields) {
		this.fields = PushFields.copyOf(fields);
	}

	/**
	 * All devices registered for a client.
	 * @param clientId the client
	 * @return the recipient
	 */
	public static PushRecipient client(String clientId) {
		return new PushRecipient(Map.of("clientId", clientId));
	}

	/**
	 * One registered device.
	 * @param deviceId the device's id
	 * @return the recipient
	 */
	public static PushRecipient device(String deviceId) {
		return new PushRecipient(Map.of("deviceId", deviceId));
	}

	/**
	 * An address of Firebase Cloud Messaging.
	 * @param registrationToken the token the app got from Firebase
	 * @return the recipient
	 */
	public static PushRecipient fcm(String registrationToken) {
		return transport("fcm", Map.of("registrationToken", registrationToken));
	}

	/**
	 * An address of the Apple Push Notification service.
	 * @param deviceToken the token the app got from iOS
	 * @return the recipient
	 */
	public static PushRecipient apns(String deviceToken) {
		return transport("apns", Map.of("deviceToken", deviceToken));
	}

	/**
	 * A browser's push subscription.
	 * @param targetUrl the endpoint the browser gave
	 * @param publicVapidKey the key the browser subscribed with
	 * @param p256dh the browser's public key
	 * @param auth the browser's authentication secret
	 * @return the recipient
	 */
	public static PushRecipient web(String targetUrl, String publicVapidKey, String p256dh, String auth) {
		return transport("web", Map.of("targetUrl", targetUrl, "publicVapidKey", publicVapidKey, "encryptionKey",
				Map.of("p256dh", p256dh, "auth", auth)));
	}

	/**
	 * A channel that gets the notification as a message named {@code __ably_push__}: the
	 * way to test push without a device.
	 * @param channel the channel's name
	 * @param ablyKey a key that may publish there
	 * @param ablyUrl where that channel is served
	 * @return the recipient
	 */
	public static PushRecipient ablyChannel(String channel, String ablyKey, String ablyUrl) {
		return transport("ablyChannel", Map.of("channel", channel, "ablyKey", ablyKey, "ablyUrl", ablyUrl));
	}

	/**
	 * Any recipient, as the server knows it.
	 * @param fields the recipient's fields
	 * @return the recipient
	 */
	public static PushRecipient of(Map<String, ? extends @Nullable Object> fields) {
		return new PushRecipient(fields);
	}

	private static PushRecipient transport(String type, Map<String, Object> address) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("transportType", type);
		fields.putAll(address);
		return new PushRecipient(fields);
	}

	/**
	 * The recipient as sent.
	 * @return its fields
	 */
	public Map<String, @Nullable Object> asMap() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PushRecipient recipient && recipient.fields.equals(this.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	/** Names the fields only: addresses and keys are nobody else's business. */
	@Override
	public String toString() {
		return "PushRecipient" + this.fields.keySet();
	}

}
