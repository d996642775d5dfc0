package io.github.ablyspring.rest.push;

/**
 * Whether push notifications reach a device. The known states are constants; one that a
 * newer server names keeps its value.
 *
 * @param value the name the server uses
 */
public record DevicePushState(String value) {

	/** Notifications are delivered. */
	public static final DevicePushState ACTIVE = new DevicePushState("Active");

	/** The last notifications were not delivered; Ably keeps trying. */
	public static final DevicePushState FAILING = new DevicePushState("Failing");

	/** Ably gave up; the device has to register again. */
	public static final DevicePushState FAILED = new DevicePushState("Failed");

	@Override
	public String toString() {
		return this.value;
	}

}
