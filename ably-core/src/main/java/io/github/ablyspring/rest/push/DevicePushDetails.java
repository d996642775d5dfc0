package io.github.ablyspring.rest.push;

import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * How push notifications reach a registered device (PCP1).
 *
 * @param recipient the push service's address of the device
 * @param state whether notifications arrive; {@code null} in a registration that is yet
 * to be saved
 * @param errorReason why they do not
 */
public record DevicePushDetails(PushRecipient recipient, @Nullable DevicePushState state,
		@Nullable ErrorInfo errorReason) {

	/** How the details travel. */
	public static final WireType<DevicePushDetails> TYPE = WireType
		.describe("DevicePushDetails", Fields::new, Fields::build)
		.map("recipient", (details) -> details.recipient().asMap(),
				(Fields to, Map<String, @Nullable Object> value) -> to.recipient = value)
		.string("state", (details) -> (details.state() != null) ? details.state().value() : null,
				(to, value) -> to.state = value)
		.object("errorReason", ErrorInfo.TYPE, DevicePushDetails::errorReason, (to, value) -> to.errorReason = value)
		.build();

	/**
	 * Details of a device that is to be registered.
	 * @param recipient the push service's address of the device
	 * @return the details
	 */
	public static DevicePushDetails of(PushRecipient recipient) {
		return new DevicePushDetails(recipient, null, null);
	}

	/** Gathers the fields while details are read. */
	private static final class Fields {

		private Map<String, @Nullable Object> recipient = Map.of();

		private @Nullable String state;

		private @Nullable ErrorInfo errorReason;

		DevicePushDetails build() {
			return new DevicePushDetails(PushRecipient.of(this.recipient),
					(this.state != null) ? new DevicePushState(this.state) : null, this.errorReason);
		}

	}

}
