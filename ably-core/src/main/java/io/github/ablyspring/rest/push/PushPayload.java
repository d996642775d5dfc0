package io.github.ablyspring.rest.push;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What a push notification says: the general part, and what differs for Firebase, Apple
 * and browsers.
 *
 * <pre class="code">
 * PushPayload payload = PushPayload.builder()
 *     .notification((n) -&gt; n.title("Order 42").body("is on its way"))
 *     .data("order", "42")
 *     .apns((apns) -&gt; apns.badge(1))
 *     .build();
 * ably.push().admin().publish(PushRecipient.client("alice"), payload);
 * channel.publish(Message.builder().name("order").extras(MessageExtras.of(payload.asExtras())).build());
 * </pre>
 */
public final class PushPayload {

	private final Map<String, @Nullable Object> fields;

	private PushPayload(Map<String, ? extends @Nullable Object> fields) {
		this.fields = PushFields.copyOf(fields);
	}

	/**
	 * A payload to put together.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Any payload, as the server knows it.
	 * @param fields the payload's fields
	 * @return the payload
	 */
	public static PushPayload of(Map<String, ? extends @Nullable Object> fields) {
		return new PushPayload(fields);
	}

	/**
	 * The payload as sent.
	 * @return its fields
	 */
	public Map<String, @Nullable Object> asMap() {
		return this.fields;
	}

	/**
	 * The payload as {@code extras} of a message, which a push-enabled channel hands to
	 * its push subscribers.
	 * @return extras with this payload as their {@code push}
	 */
	public Map<String, @Nullable Object> asExtras() {
		return PushFields.copyOf(Map.of("push", this.fields));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PushPayload payload && payload.fields.equals(this.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "PushPayload" + this.fields;
	}

	/**
	 * Puts a payload together.
	 */
	public static final class Builder extends PushObjectBuilder<Builder> {

		private final Map<String, Object> data = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * What every kind of device shows.
		 * @param notification fills the notification in
		 * @return this
		 */
		public Builder notification(Consumer<PushNotificationBuilder> notification) {
			return nested("notification", new PushNotificationBuilder(), notification);
		}

		/**
		 * Data for the app, beside what is shown.
		 * @param name the field's name
		 * @param value its value
		 * @return this
		 */
		public Builder data(String name, Object value) {
			this.data.put(name, value);
			return field("data", this.data);
		}

		/**
		 * Data for the app, beside what is shown.
		 * @param data the fields
		 * @return this
		 */
		public Builder data(Map<String, ?> data) {
			this.data.putAll(data);
			return field("data", this.data);
		}

		/**
		 * What differs for Apple devices.
		 * @param apns fills the difference in
		 * @return this
		 */
		public Builder apns(Consumer<ApnsPayloadBuilder> apns) {
			return nested("apns", new ApnsPayloadBuilder(), apns);
		}

		/**
		 * What differs for Firebase Cloud Messaging.
		 * @param fcm fills the difference in
		 * @return this
		 */
		public Builder fcm(Consumer<FcmPayloadBuilder> fcm) {
			return nested("fcm", new FcmPayloadBuilder(), fcm);
		}

		/**
		 * What differs for browsers.
		 * @param web fills the difference in
		 * @return this
		 */
		public Builder web(Consumer<WebPayloadBuilder> web) {
			return nested("web", new WebPayloadBuilder(), web);
		}

		/**
		 * The payload.
		 * @return what was put together so far
		 */
		public PushPayload build() {
			return new PushPayload(fields());
		}

		@Override
		Builder self() {
			return this;
		}

	}

}
