package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.push.DeviceDetails;
import io.github.ablyspring.rest.push.DevicePlatform;
import io.github.ablyspring.rest.push.DevicePushState;
import io.github.ablyspring.rest.push.FormFactor;
import io.github.ablyspring.rest.push.PushRecipient;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PushDeviceRegistrationsTests extends RestTestSupport {

	private static final Map<String, @Nullable Object> DEVICE = object("id", "device-001", "clientId", "client-abc",
			"formFactor", "phone", "platform", "ios", "metadata", object("model", "iPhone 14"), "push",
			object("recipient", object("transportType", "apns", "deviceToken", "token-123"), "state", "Active"));

	private final PushDeviceRegistrations devices = client().push().admin().deviceRegistrations();

	@Test
	@Uts("rest/unit/RSH1b1/get-device-details-0")
	void getsADevice() {
		this.http.always(200, DEVICE);
		DeviceDetails device = await(this.devices.get("device-001"));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/push/deviceRegistrations/device-001");
		assertThat(device.id()).isEqualTo("device-001");
		assertThat(device.clientId()).isEqualTo("client-abc");
		assertThat(device.formFactor()).isEqualTo(FormFactor.PHONE);
		assertThat(device.platform()).isEqualTo(DevicePlatform.IOS);
		assertThat(device.metadata()).containsEntry("model", "iPhone 14");
		assertThat(device.push().recipient().asMap()).containsEntry("transportType", "apns");
		assertThat(device.push().state()).isEqualTo(DevicePushState.ACTIVE);
	}

	@Test
	@Uts("rest/unit/RSH1b1/get-unknown-device-error-1")
	void anUnknownDeviceFailsGet() {
		this.http.always(404, error(40400, 404, "Device not found"));
		AblyException failure = failureOf(this.devices.get("nonexistent-device"));
		assertThat(failure.code()).isEqualTo(40400);
		assertThat(failure.statusCode()).isEqualTo(404);
	}

	@Test
	@Uts("rest/unit/RSH1b1/get-url-encodes-deviceid-2")
	void theIdIsEncodedInThePath() {
		this.http.always(200, object("id", "device/with special:chars", "platform", "ios", "formFactor", "phone",
				"push", object("recipient", Map.of(), "state", "Active")));
		await(this.devices.get("device/with special:chars"));
		assertThat(this.http.request(0).path()).isEqualTo("/push/deviceRegistrations/device%2Fwith%20special%3Achars");
	}

	@Test
	@Uts("rest/unit/RSH1b2/list-filtered-by-deviceid-0")
	void listsByDevice() {
		this.http.always(200, List.of(DEVICE));
		PaginatedResult<DeviceDetails> page = await(this.devices.list(Map.of("deviceId", "device-001")));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/push/deviceRegistrations");
		assertThat(this.http.request(0).query()).containsEntry("deviceId", "device-001");
		assertThat(page.items()).extracting(DeviceDetails::id).containsExactly("device-001");
	}

	@Test
	@Uts("rest/unit/RSH1b2/list-filtered-by-clientid-1")
	void listsByClient() {
		this.http.always(200, List.of(DEVICE, object("id", "device-002", "clientId", "client-abc", "platform",
				"android", "formFactor", "tablet", "push", object("recipient", Map.of(), "state", "Active"))));
		PaginatedResult<DeviceDetails> page = await(this.devices.list(Map.of("clientId", "client-abc")));
		assertThat(this.http.request(0).query()).containsEntry("clientId", "client-abc");
		assertThat(page.items()).extracting(DeviceDetails::clientId).containsExactly("client-abc", "client-abc");
	}

	@Test
	@Uts("rest/unit/RSH1b2/list-with-limit-param-2")
	void listsWithALimit() {
		this.http.always(200, List.of(DEVICE));
		await(this.devices.list(Map.of("limit", 2)));
		assertThat(this.http.request(0).query()).containsEntry("limit", "2");
	}

	@Test
	@Uts("rest/unit/RSH1b3/save-put-device-details-0")
	void savesADevice() {
		this.http.always(200, DEVICE);
		DeviceDetails saved = await(this.devices.save(device("token-123")));
		assertThat(this.http.requests()).hasSize(1);
		PendingRequest request = this.http.request(0);
		assertThat(request.method()).isEqualTo("PUT");
		assertThat(request.path()).isEqualTo("/push/deviceRegistrations/device-001");
		assertThat(request.bodyMap())
			.isEqualTo(Map.of("id", "device-001", "clientId", "client-abc", "platform", "ios", "formFactor", "phone",
					"push", Map.of("recipient", Map.of("transportType", "apns", "deviceToken", "token-123"))));
		assertThat(saved.id()).isEqualTo("device-001");
		assertThat(saved.push().state()).isEqualTo(DevicePushState.ACTIVE);
	}

	@Test
	@Uts("rest/unit/RSH1b3/save-updates-existing-1")
	void savesADeviceAgain() {
		this.http.queue(200, registered("token-old")).queue(200, registered("token-new"));
		DeviceDetails first = await(this.devices.save(device("token-old")));
		DeviceDetails second = await(this.devices.save(device("token-new")));
		assertThat(first.push().recipient().asMap()).containsEntry("deviceToken", "token-old");
		assertThat(second.push().recipient().asMap()).containsEntry("deviceToken", "token-new");
		assertThat(this.http.requests()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSH1b3/save-error-propagated-2")
	void anErrorOfTheServerFailsSave() {
		this.http.always(400, error(40000, 400, "Invalid device details"));
		AblyException failure = failureOf(this.devices.save(
				DeviceDetails.builder("device-001").platform(DevicePlatform.IOS).formFactor(FormFactor.PHONE).build()));
		assertThat(failure.code()).isEqualTo(40000);
		assertThat(failure.statusCode()).isEqualTo(400);
	}

	@Test
	@Uts("rest/unit/RSH1b4/remove-delete-device-0")
	void removesADevice() {
		this.http.always(204, null);
		await(this.devices.remove("device-001"));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("DELETE");
		assertThat(this.http.request(0).path()).isEqualTo("/push/deviceRegistrations/device-001");
	}

	@Test
	@Uts("rest/unit/RSH1b4/remove-nonexistent-succeeds-1")
	void removesADeviceThatIsNotThere() {
		this.http.always(204, null);
		assertThat(this.devices.remove("nonexistent-device")).satisfies(this::await);
	}

	@Test
	@Uts("rest/unit/RSH1b5/remove-where-clientid-0")
	void removesTheDevicesOfAClient() {
		this.http.always(204, null);
		await(this.devices.removeWhere(Map.of("clientId", "client-abc")));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("DELETE");
		assertThat(this.http.request(0).path()).isEqualTo("/push/deviceRegistrations");
		assertThat(this.http.request(0).query()).containsEntry("clientId", "client-abc");
	}

	@Test
	@Uts("rest/unit/RSH1b5/remove-where-deviceid-1")
	void removesDevicesById() {
		this.http.always(204, null);
		await(this.devices.removeWhere(Map.of("deviceId", "device-001")));
		assertThat(this.http.request(0).method()).isEqualTo("DELETE");
		assertThat(this.http.request(0).query()).containsEntry("deviceId", "device-001");
	}

	@Test
	@Uts("rest/unit/RSH1b5/remove-where-no-match-succeeds-2")
	void removesNoDevices() {
		this.http.always(204, null);
		assertThat(this.devices.removeWhere(Map.of("clientId", "nonexistent-client"))).satisfies(this::await);
	}

	@Test
	void anUnknownPlatformKeepsItsValue() {
		this.http.always(200, object("id", "device-001", "platform", "toaster", "formFactor", "brick", "push",
				object("recipient", Map.of(), "state", "Crumbling")));
		DeviceDetails device = await(this.devices.get("device-001"));
		assertThat(device.platform()).isEqualTo(new DevicePlatform("toaster"));
		assertThat(device.formFactor()).isEqualTo(new FormFactor("brick"));
		assertThat(device.push().state()).isEqualTo(new DevicePushState("Crumbling"));
	}

	private static DeviceDetails device(String token) {
		return DeviceDetails.builder("device-001")
			.clientId("client-abc")
			.platform(DevicePlatform.IOS)
			.formFactor(FormFactor.PHONE)
			.recipient(PushRecipient.apns(token))
			.build();
	}

	private static Map<String, @Nullable Object> registered(String token) {
		return object("id", "device-001", "platform", "ios", "formFactor", "phone", "push",
				object("recipient", object("transportType", "apns", "deviceToken", token), "state", "Active"));
	}

}
