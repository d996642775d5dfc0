package io.github.ablyspring.rest.push;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A push target this program acts for, with what proves it to Ably. The JVM receives no
 * push notifications itself, so nothing here is activated: a program that registered a
 * device elsewhere, or through {@code push().admin()}, brings its identity along.
 *
 * @param id the device id
 * @param clientId the client the device belongs to, if any
 * @param deviceIdentityToken what Ably returned at registration
 * @param deviceSecret the secret the device was registered with, used while there is no
 * identity token
 */
public record LocalDevice(String id, @Nullable String clientId, @Nullable String deviceIdentityToken,
		@Nullable String deviceSecret) {

	public LocalDevice {
		Objects.requireNonNull(id, "id");
	}

	/**
	 * A registered device.
	 * @param id the device id
	 * @param deviceIdentityToken what Ably returned at registration
	 * @return the device
	 */
	public static LocalDevice registered(String id, String deviceIdentityToken) {
		return new LocalDevice(id, null, deviceIdentityToken, null);
	}

	/**
	 * This device as belonging to a client.
	 * @param clientId the client
	 * @return the device with that client
	 */
	public LocalDevice withClientId(String clientId) {
		return new LocalDevice(this.id, clientId, this.deviceIdentityToken, this.deviceSecret);
	}

	@Override
	public String toString() {
		return "LocalDevice[id=" + this.id + ", clientId=" + this.clientId + "]";
	}

}
