package io.github.ablyspring.rest.push;

import java.util.function.Consumer;

/**
 * What differs for browsers.
 */
public final class WebPayloadBuilder extends PushObjectBuilder<WebPayloadBuilder> {

	WebPayloadBuilder() {
	}

	/**
	 * The general fields, overridden for browsers.
	 * @param notification fills the difference in
	 * @return this
	 */
	public WebPayloadBuilder notification(Consumer<PushNotificationBuilder> notification) {
		return nested("notification", new PushNotificationBuilder(), notification);
	}

	/**
	 * The small picture shown where there is no room for the notification.
	 * @param badge its URL
	 * @return this
	 */
	public WebPayloadBuilder badge(String badge) {
		return field("badge", badge);
	}

	/**
	 * The picture in the notification.
	 * @param image its URL
	 * @return this
	 */
	public WebPayloadBuilder image(String image) {
		return field("image", image);
	}

	/**
	 * A later notification of the same tag replaces an earlier one.
	 * @param tag the tag
	 * @return this
	 */
	public WebPayloadBuilder tag(String tag) {
		return field("tag", tag);
	}

	/**
	 * Keeps the notification until somebody acts on it.
	 * @return this
	 */
	public WebPayloadBuilder requireInteraction() {
		return field("requireInteraction", true);
	}

	@Override
	WebPayloadBuilder self() {
		return this;
	}

}
