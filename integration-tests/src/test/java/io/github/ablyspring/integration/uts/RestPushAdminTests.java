package io.github.ablyspring.integration.uts;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.PushAdmin;
import io.github.ablyspring.rest.PushChannelSubscriptions;
import io.github.ablyspring.rest.PushDeviceRegistrations;
import io.github.ablyspring.rest.push.DeviceDetails;
import io.github.ablyspring.rest.push.DevicePlatform;
import io.github.ablyspring.rest.push.FormFactor;
import io.github.ablyspring.rest.push.PushChannelSubscription;
import io.github.ablyspring.rest.push.PushRecipient;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Administration of push notifications.
 */
@Timeout(300)
class RestPushAdminTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String deviceId = unique("device");

	private final String clientId = unique("client");

	private final String channelName = unique("pushenabled:channel");

	private PushAdmin admin;

	private PushDeviceRegistrations devices;

	private PushChannelSubscriptions subscriptions;

	@BeforeEach
	void createClient() {
		this.admin = this.sandbox.rest().push().admin();
		this.devices = this.admin.deviceRegistrations();
		this.subscriptions = this.admin.channelSubscriptions();
	}

	@Test
	@Uts("rest/integration/RSH1a/push-publish-clientid-0")
	void pushToAClientIsAccepted() {
		await(this.admin.publish(Map.of("clientId", "test-client-push"),
				Map.of("notification", Map.of("title", "Integration Test", "body", "Hello from push admin"))));
		assertThat(this.sandbox.faults().traffic().requests("/push/publish")).hasSize(1);
	}

	@Test
	@Uts("rest/integration/RSH1a/push-publish-invalid-recipient-1")
	void pushToNobodyIsRefused() {
		ErrorInfo error = failureOf(this.admin.publish(Map.of(), Map.of("notification", Map.of("title", "Test"))));
		assertThat(error.code()).isPositive();
	}

	@Test
	@Uts("rest/integration/RSH1b3/save-and-get-device-0")
	void deviceIsSaved() {
		DeviceDetails saved = await(this.devices.save(phone(this.deviceId, null, unique("token"))));
		assertThat(saved.id()).isEqualTo(this.deviceId);
		assertThat(saved.platform()).isEqualTo(DevicePlatform.IOS);
		assertThat(saved.formFactor()).isEqualTo(FormFactor.PHONE);
		assertThat(recipient(saved)).containsEntry("transportType", "apns");
		DeviceDetails retrieved = await(this.devices.get(this.deviceId));
		assertThat(retrieved.id()).isEqualTo(this.deviceId);
		assertThat(retrieved.platform()).isEqualTo(DevicePlatform.IOS);
	}

	@Test
	@Uts("rest/integration/RSH1b3/update-device-registration-1")
	void deviceIsUpdated() {
		await(this.devices.save(phone(this.deviceId, null, "token-v1")));
		DeviceDetails updated = await(this.devices.save(phone(this.deviceId, null, "token-v2")));
		assertThat(updated.id()).isEqualTo(this.deviceId);
		assertThat(recipient(updated)).containsEntry("deviceToken", "token-v2");
		assertThat(recipient(await(this.devices.get(this.deviceId)))).containsEntry("deviceToken", "token-v2");
	}

	@Test
	@Uts("rest/integration/RSH1b1/get-unknown-device-error-0")
	void unknownDeviceIsNotFound() {
		assertThat(failureOf(this.devices.get(unique("nonexistent"))).statusCode()).isEqualTo(404);
	}

	@Test
	@Uts("rest/integration/RSH1b2/list-devices-filtered-0")
	void devicesAreFiltered() {
		await(this.devices.save(phone(unique("another"), null, "token")));
		await(this.devices.save(DeviceDetails.builder(this.deviceId)
			.platform(DevicePlatform.ANDROID)
			.formFactor(FormFactor.TABLET)
			.recipient(PushRecipient.of(Map.of("transportType", "gcm", "registrationToken", "test-token")))
			.build()));
		assertThat(await(this.devices.list(Map.of("deviceId", this.deviceId))).items()).singleElement()
			.satisfies((device) -> {
				assertThat(device.id()).isEqualTo(this.deviceId);
				assertThat(device.platform()).isEqualTo(DevicePlatform.ANDROID);
			});
	}

	@Test
	@Uts("rest/integration/RSH1b2/list-devices-pagination-1")
	void devicesAreListedInPages() {
		for (int i = 1; i <= 3; i++) {
			await(this.devices.save(phone(unique("device-" + i), this.clientId, "token-" + i)));
		}
		PaginatedResult<DeviceDetails> page = await(this.devices.list(Map.of("clientId", this.clientId, "limit", "2")));
		assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
		assertThat(page.hasNext()).isTrue();
	}

	@Test
	@Uts("rest/integration/RSH1b4/remove-device-0")
	void deviceIsRemoved() {
		await(this.devices.save(phone(this.deviceId, null, "test-token")));
		await(this.devices.remove(this.deviceId));
		assertThat(failureOf(this.devices.get(this.deviceId)).statusCode()).isEqualTo(404);
	}

	@Test
	@Uts("rest/integration/RSH1b4/remove-nonexistent-device-1")
	void removingAnUnknownDeviceSucceeds() {
		await(this.devices.remove(unique("nonexistent")));
	}

	@Test
	@Uts("rest/integration/RSH1b5/remove-where-clientid-0")
	void devicesOfAClientAreRemoved() {
		await(this.devices.save(phone(unique("device-1"), this.clientId, "token-1")));
		await(this.devices.save(phone(unique("device-2"), this.clientId, "token-2")));
		await(this.devices.removeWhere(Map.of("clientId", this.clientId)));
		assertThat(await(this.devices.list(Map.of("clientId", this.clientId))).items()).isEmpty();
	}

	@Test
	@Uts("rest/integration/RSH1c3/save-and-list-subscriptions-0")
	void subscriptionOfADeviceIsSaved() {
		await(this.devices.save(phone(this.deviceId, null, "test-token")));
		PushChannelSubscription saved = await(
				this.subscriptions.save(PushChannelSubscription.forDevice(this.channelName, this.deviceId)));
		assertThat(saved.channel()).isEqualTo(this.channelName);
		assertThat(saved.deviceId()).isEqualTo(this.deviceId);
		assertThat(await(this.subscriptions.list(Map.of("channel", this.channelName))).items())
			.anySatisfy((subscription) -> {
				assertThat(subscription.deviceId()).isEqualTo(this.deviceId);
				assertThat(subscription.channel()).isEqualTo(this.channelName);
			});
	}

	@Test
	@Uts("rest/integration/RSH1c3/save-subscription-clientid-1")
	void subscriptionOfAClientIsSaved() {
		PushChannelSubscription saved = await(this.subscriptions.save(subscription(this.channelName)));
		assertThat(saved.channel()).isEqualTo(this.channelName);
		assertThat(saved.clientId()).isEqualTo(this.clientId);
	}

	@Test
	@Uts("rest/integration/RSH1c2/list-channels-with-subscriptions-0")
	void channelsWithSubscriptionsAreListed() {
		await(this.subscriptions.save(subscription(this.channelName)));
		PaginatedResult<String> channels = await(this.subscriptions.listChannels(Map.of()));
		assertThat(channels.items()).contains(this.channelName);
	}

	@Test
	@Uts("rest/integration/RSH1c4/remove-channel-subscription-0")
	void subscriptionIsRemoved() {
		await(this.subscriptions.save(subscription(this.channelName)));
		await(this.subscriptions.remove(subscription(this.channelName)));
		assertThat(
				await(this.subscriptions.list(Map.of("channel", this.channelName, "clientId", this.clientId))).items())
			.isEmpty();
	}

	@Test
	@Uts("rest/integration/RSH1c4/remove-nonexistent-subscription-1")
	void removingAnUnknownSubscriptionSucceeds() {
		await(this.subscriptions
			.remove(PushChannelSubscription.forClient(unique("pushenabled:nonexistent"), "nonexistent-client")));
	}

	@Test
	@Uts("rest/integration/RSH1c5/remove-where-subscriptions-0")
	void subscriptionsOfAClientAreRemoved() {
		for (String name : List.of(unique("pushenabled:1"), unique("pushenabled:2"))) {
			await(this.subscriptions.save(subscription(name)));
		}
		await(this.subscriptions.removeWhere(Map.of("clientId", this.clientId)));
		assertThat(await(this.subscriptions.list(Map.of("clientId", this.clientId))).items()).isEmpty();
	}

	private PushChannelSubscription subscription(String channel) {
		return PushChannelSubscription.forClient(channel, this.clientId);
	}

	private static Map<String, Object> recipient(DeviceDetails device) {
		return device.push().recipient().asMap();
	}

	private static DeviceDetails phone(String id, String clientId, String token) {
		DeviceDetails.Builder device = DeviceDetails.builder(id)
			.platform(DevicePlatform.IOS)
			.formFactor(FormFactor.PHONE)
			.recipient(PushRecipient.apns(token));
		return ((clientId != null) ? device.clientId(clientId) : device).build();
	}

}
