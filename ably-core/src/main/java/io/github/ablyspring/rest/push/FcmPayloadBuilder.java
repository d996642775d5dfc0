package io.github.ablyspring.rest.push;

import java.util.function.Consumer;

/**
 * What differs for Firebase Cloud Messaging.
 */
public final class FcmPayloadBuilder extends PushObjectBuilder<FcmPayloadBuilder> {

	FcmPayloadBuilder() {
	}

	/**
	 * The general fields, overridden for Firebase.
	 * @param notification fills the difference in
	 * @return this
	 */
	public FcmPayloadBuilder notification(Consumer<PushNotificationBuilder> notification) {
		PushNotificationBuilder overridden = new PushNotificationBuilder();
		notification.accept(overridden);
		overridden.fields().forEach(this::notificationField);
		return this;
	}

	/**
	 * The icon's colour.
	 * @param color the colour as {@code #rrggbb}
	 * @return this
	 */
	public FcmPayloadBuilder color(String color) {
		return notificationField("color", color);
	}

	/**
	 * A later notification of the same tag replaces an earlier one.
	 * @param tag the tag
	 * @return this
	 */
	public FcmPayloadBuilder tag(String tag) {
		return notificationField("tag", tag);
	}

	/**
	 * What happens on a click.
	 * @param clickAction the intent to start
	 * @return this
	 */
	public FcmPayloadBuilder clickAction(String clickAction) {
		return notificationField("click_action", clickAction);
	}

	/**
	 * Any field of the notification.
	 * @param name the field's name
	 * @param value its value
	 * @return this
	 */
	public FcmPayloadBuilder notificationField(String name, Object value) {
		nestedField("notification", name, value);
		return this;
	}

	/**
	 * Data for the app on Firebase only.
	 * @param name the field's name
	 * @param value its value
	 * @return this
	 */
	public FcmPayloadBuilder data(String name, String value) {
		nestedField("data", name, value);
		return this;
	}

	/**
	 * Any field of the Android options, such as {@code priority}.
	 * @param name the field's name
	 * @param value its value
	 * @return this
	 */
	public FcmPayloadBuilder android(String name, Object value) {
		nestedField("android", name, value);
		return this;
	}

	@Override
	FcmPayloadBuilder self() {
		return this;
	}

}
