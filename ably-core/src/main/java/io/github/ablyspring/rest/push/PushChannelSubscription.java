package io.github.ablyspring.rest.push;

import java.util.Objects;

import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the push notifications published on a channel: one device, or all devices of a
 * client. One of the two is set (PCS5).
 */
public final class PushChannelSubscription {

	/** How a subscription travels. */
	public static final WireType<PushChannelSubscription> TYPE = WireType
		.describe("PushChannelSubscription", Fields::new, Fields::build)
		.string("channel", PushChannelSubscription::channel, (to, value) -> to.channel = value)
		.string("deviceId", PushChannelSubscription::deviceId, (to, value) -> to.deviceId = value)
		.string("clientId", PushChannelSubscription::clientId, (to, value) -> to.clientId = value)
		.build();

	private final String channel;

	private final @Nullable String deviceId;

	private final @Nullable String clientId;

	private PushChannelSubscription(String channel, @Nullable String deviceId, @Nullable String clientId) {
		this.channel = Objects.requireNonNull(channel, "channel");
		this.deviceId = deviceId;
		this.clientId = clientId;
	}

	/**
	 * A subscription of one device.
	 * @param channel the channel's name
	 * @param deviceId the device
	 * @return the subscription
	 */
	public static PushChannelSubscription forDevice(String channel, String deviceId) {
		return new PushChannelSubscription(channel, Objects.requireNonNull(deviceId, "deviceId"), null);
	}

	/**
	 * A subscription of all devices of a client.
	 * @param channel the channel's name
	 * @param clientId the client
	 * @return the subscription
	 */
	public static PushChannelSubscription forClient(String channel, String clientId) {
		return new PushChannelSubscription(channel, null, Objects.requireNonNull(clientId, "clientId"));
	}

	/**
	 * The channel.
	 * @return its name
	 */
	public String channel() {
		return this.channel;
	}

	/**
	 * The device.
	 * @return its id; {@code null} if the subscription is a client's
	 */
	public @Nullable String deviceId() {
		return this.deviceId;
	}

	/**
	 * The client.
	 * @return its id; {@code null} if the subscription is a device's
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PushChannelSubscription subscription && subscription.channel.equals(this.channel)
				&& Objects.equals(subscription.deviceId, this.deviceId)
				&& Objects.equals(subscription.clientId, this.clientId);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.channel, this.deviceId, this.clientId);
	}

	@Override
	public String toString() {
		return "PushChannelSubscription[channel=" + this.channel + ", deviceId=" + this.deviceId + ", clientId="
				+ this.clientId + "]";
	}

	/** Gathers the fields while a subscription is read. */
	private static final class Fields {

		private String channel = "";

		private @Nullable String deviceId;

		private @Nullable String clientId;

		PushChannelSubscription build() {
			return new PushChannelSubscription(this.channel, this.deviceId, this.clientId);
		}

	}

}
