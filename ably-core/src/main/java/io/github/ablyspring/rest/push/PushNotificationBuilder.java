package io.github.ablyspring.rest.push;

import java.time.Duration;

/**
 * What a push notification shows.
 */
public final class PushNotificationBuilder extends PushObjectBuilder<PushNotificationBuilder> {

	PushNotificationBuilder() {
	}

	/**
	 * The title.
	 * @param title the text
	 * @return this
	 */
	public PushNotificationBuilder title(String title) {
		return field("title", title);
	}

	/**
	 * The text below the title.
	 * @param body the text
	 * @return this
	 */
	public PushNotificationBuilder body(String body) {
		return field("body", body);
	}

	/**
	 * The icon, where the platform shows one.
	 * @param icon a name or URL, as the platform wants it
	 * @return this
	 */
	public PushNotificationBuilder icon(String icon) {
		return field("icon", icon);
	}

	/**
	 * The sound, where the platform plays one.
	 * @param sound the sound's name
	 * @return this
	 */
	public PushNotificationBuilder sound(String sound) {
		return field("sound", sound);
	}

	/**
	 * Notifications of one key replace or group each other.
	 * @param collapseKey the key
	 * @return this
	 */
	public PushNotificationBuilder collapseKey(String collapseKey) {
		return field("collapseKey", collapseKey);
	}

	/**
	 * How long to keep trying. Some browsers' push services insist on it.
	 * @param ttl the time to live
	 * @return this
	 */
	public PushNotificationBuilder ttl(Duration ttl) {
		return field("ttl", ttl.toSeconds());
	}

	@Override
	PushNotificationBuilder self() {
		return this;
	}

}
