package io.github.ablyspring.rest.push;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What differs for Apple devices: the {@code aps} dictionary, request headers, and any
 * field of the app's own.
 */
public final class ApnsPayloadBuilder extends PushObjectBuilder<ApnsPayloadBuilder> {

	ApnsPayloadBuilder() {
	}

	/**
	 * The general fields, overridden for Apple devices.
	 * @param notification fills the difference in
	 * @return this
	 */
	public ApnsPayloadBuilder notification(Consumer<PushNotificationBuilder> notification) {
		return nested("notification", new PushNotificationBuilder(), notification);
	}

	/**
	 * The alert's title and text.
	 * @param title the title
	 * @param body the text
	 * @return this
	 */
	public ApnsPayloadBuilder alert(String title, String body) {
		return aps("alert", Map.of("title", title, "body", body));
	}

	/**
	 * The number on the app's icon; 0 removes it.
	 * @param badge the number
	 * @return this
	 */
	public ApnsPayloadBuilder badge(int badge) {
		return aps("badge", badge);
	}

	/**
	 * The sound to play.
	 * @param sound a sound file of the app, or {@code default}
	 * @return this
	 */
	public ApnsPayloadBuilder sound(String sound) {
		return aps("sound", sound);
	}

	/**
	 * Groups notifications.
	 * @param threadId the group
	 * @return this
	 */
	public ApnsPayloadBuilder threadId(String threadId) {
		return aps("thread-id", threadId);
	}

	/**
	 * The notification's category, which decides its actions.
	 * @param category the category
	 * @return this
	 */
	public ApnsPayloadBuilder category(String category) {
		return aps("category", category);
	}

	/**
	 * Lets the app's extension change the notification before it is shown.
	 * @return this
	 */
	public ApnsPayloadBuilder mutableContent() {
		return aps("mutable-content", 1);
	}

	/**
	 * A background notification: nothing is shown, the app is woken. Sets the headers
	 * Apple asks for.
	 * @return this
	 */
	public ApnsPayloadBuilder background() {
		return aps("content-available", 1).pushType("background").priority(5);
	}

	/**
	 * Any field of the {@code aps} dictionary.
	 * @param name the field's name
	 * @param value its value
	 * @return this
	 */
	public ApnsPayloadBuilder aps(String name, Object value) {
		nestedField("aps", name, value);
		return this;
	}

	/**
	 * The kind of push, as {@code alert} or {@code background}.
	 * @param pushType the kind
	 * @return this
	 */
	public ApnsPayloadBuilder pushType(String pushType) {
		return header("apns-push-type", pushType);
	}

	/**
	 * How urgent it is: 10 at once, 5 when it suits the device's battery.
	 * @param priority the priority
	 * @return this
	 */
	public ApnsPayloadBuilder priority(int priority) {
		return header("apns-priority", String.valueOf(priority));
	}

	/**
	 * Until when Apple keeps trying.
	 * @param expiration the end
	 * @return this
	 */
	public ApnsPayloadBuilder expiration(Instant expiration) {
		return header("apns-expiration", String.valueOf(expiration.getEpochSecond()));
	}

	/**
	 * A later notification of the same id replaces an earlier one.
	 * @param collapseId the id
	 * @return this
	 */
	public ApnsPayloadBuilder collapseId(String collapseId) {
		return header("apns-collapse-id", collapseId);
	}

	/**
	 * Any header of the request to Apple.
	 * @param name the header's name
	 * @param value its value
	 * @return this
	 */
	public ApnsPayloadBuilder header(String name, String value) {
		nestedField("apns-headers", name, value);
		return this;
	}

	@Override
	ApnsPayloadBuilder self() {
		return this;
	}

}
