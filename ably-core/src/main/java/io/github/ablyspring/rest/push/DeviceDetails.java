package io.github.ablyspring.rest.push;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * A device registered for push notifications (PCD1).
 */
public final class DeviceDetails {

	/** How a device travels. */
	public static final WireType<DeviceDetails> TYPE = WireType
		.describe("DeviceDetails", () -> builder(""), Builder::build)
		.string("id", DeviceDetails::id, (to, value) -> to.id = value)
		.string("clientId", DeviceDetails::clientId, Builder::clientId)
		.string("platform", (device) -> (device.platform() != null) ? device.platform().value() : null,
				(to, value) -> to.platform(new DevicePlatform(value)))
		.string("formFactor", (device) -> (device.formFactor() != null) ? device.formFactor().value() : null,
				(to, value) -> to.formFactor(new FormFactor(value)))
		.map("metadata", (device) -> device.metadata().isEmpty() ? null : device.metadata(),
				(to, value) -> to.metadata.putAll(value))
		.string("deviceSecret", DeviceDetails::deviceSecret, Builder::deviceSecret)
		.object("push", DevicePushDetails.TYPE, DeviceDetails::push, Builder::push)
		.build();

	private final String id;

	private final @Nullable String clientId;

	private final @Nullable DevicePlatform platform;

	private final @Nullable FormFactor formFactor;

	private final Map<String, @Nullable Object> metadata;

	private final @Nullable String deviceSecret;

	private final DevicePushDetails push;

	private DeviceDetails(Builder builder) {
		this.id = builder.id;
		this.clientId = builder.clientId;
		this.platform = builder.platform;
		this.formFactor = builder.formFactor;
		this.metadata = PushFields.copyOf(builder.metadata);
		this.deviceSecret = builder.deviceSecret;
		this.push = builder.push;
	}

	/**
	 * A device to describe.
	 * @param id the device's id, of the caller's choosing
	 * @return the builder
	 */
	public static Builder builder(String id) {
		return new Builder(id);
	}

	/**
	 * The device's id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The client the device belongs to.
	 * @return the client, if any
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

	/**
	 * The platform the device runs.
	 * @return the platform
	 */
	public @Nullable DevicePlatform platform() {
		return this.platform;
	}

	/**
	 * What kind of device it is.
	 * @return the kind
	 */
	public @Nullable FormFactor formFactor() {
		return this.formFactor;
	}

	/**
	 * What else was registered with the device.
	 * @return the fields
	 */
	public Map<String, @Nullable Object> metadata() {
		return this.metadata;
	}

	/**
	 * The secret the device proves itself with until it has an identity token. Ably never
	 * returns it.
	 * @return the secret
	 */
	public @Nullable String deviceSecret() {
		return this.deviceSecret;
	}

	/**
	 * How notifications reach the device.
	 * @return the details
	 */
	public DevicePushDetails push() {
		return this.push;
	}

	/**
	 * A copy to change.
	 * @return a builder with everything of this device
	 */
	public Builder toBuilder() {
		Builder builder = new Builder(this.id);
		builder.clientId = this.clientId;
		builder.platform = this.platform;
		builder.formFactor = this.formFactor;
		builder.metadata.putAll(this.metadata);
		builder.deviceSecret = this.deviceSecret;
		builder.push = this.push;
		return builder;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeviceDetails device && device.id.equals(this.id)
				&& Objects.equals(device.clientId, this.clientId) && Objects.equals(device.platform, this.platform)
				&& Objects.equals(device.formFactor, this.formFactor) && device.metadata.equals(this.metadata)
				&& Objects.equals(device.deviceSecret, this.deviceSecret) && device.push.equals(this.push);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "DeviceDetails[id=" + this.id + ", clientId=" + this.clientId + ", platform=" + this.platform
				+ ", formFactor=" + this.formFactor + ", push=" + this.push + "]";
	}

	/**
	 * Puts a device together.
	 */
	public static final class Builder {

		private String id;

		private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();

		private @Nullable String clientId;

		private @Nullable DevicePlatform platform;

		private @Nullable FormFactor formFactor;

		private @Nullable String deviceSecret;

		private DevicePushDetails push = DevicePushDetails.of(PushRecipient.of(Map.of()));

		private Builder(String id) {
			this.id = Objects.requireNonNull(id, "id");
		}

		/**
		 * The client the device belongs to.
		 * @param clientId the client
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * The platform the device runs.
		 * @param platform the platform
		 * @return this
		 */
		public Builder platform(@Nullable DevicePlatform platform) {
			this.platform = platform;
			return this;
		}

		/**
		 * What kind of device it is.
		 * @param formFactor the kind
		 * @return this
		 */
		public Builder formFactor(@Nullable FormFactor formFactor) {
			this.formFactor = formFactor;
			return this;
		}

		/**
		 * Anything worth knowing about the device.
		 * @param name the field's name
		 * @param value its value
		 * @return this
		 */
		public Builder metadata(String name, @Nullable Object value) {
			this.metadata.put(name, value);
			return this;
		}

		/**
		 * The secret the device will prove itself with.
		 * @param deviceSecret the secret
		 * @return this
		 */
		public Builder deviceSecret(@Nullable String deviceSecret) {
			this.deviceSecret = deviceSecret;
			return this;
		}

		/**
		 * The push service's address of the device.
		 * @param recipient the address
		 * @return this
		 */
		public Builder recipient(PushRecipient recipient) {
			this.push = DevicePushDetails.of(recipient);
			return this;
		}

		/**
		 * How notifications reach the device.
		 * @param push the details
		 * @return this
		 */
		public Builder push(DevicePushDetails push) {
			this.push = push;
			return this;
		}

		/**
		 * The device.
		 * @return what was put together so far
		 */
		public DeviceDetails build() {
			return new DeviceDetails(this);
		}

	}

}
