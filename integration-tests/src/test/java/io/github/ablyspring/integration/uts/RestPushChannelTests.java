package io.github.ablyspring.integration.uts;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.rest.PushChannel;
import io.github.ablyspring.rest.push.DeviceDetails;
import io.github.ablyspring.rest.push.DevicePlatform;
import io.github.ablyspring.rest.push.FormFactor;
import io.github.ablyspring.rest.push.LocalDevice;
import io.github.ablyspring.rest.push.PushChannelSubscription;
import io.github.ablyspring.rest.push.PushRecipient;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Push subscriptions of a channel, on behalf of a device.
 */
@Timeout(300)
class RestPushChannelTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String channelName = unique("pushenabled:channel");

	private AblyRest client;

	@BeforeEach
	void createClient() {
		this.client = this.sandbox.rest();
	}

	@Test
	@Uts("rest/integration/RSH7a/subscribe-unsubscribe-device-0")
	void deviceComesAndGoes() {
		String id = unique("device");
		await(this.client.push()
			.admin()
			.deviceRegistrations()
			.save(DeviceDetails.builder(id)
				.platform(DevicePlatform.IOS)
				.formFactor(FormFactor.PHONE)
				.recipient(PushRecipient.apns(unique("token")))
				.build()));
		PushChannel push = this.client.channels()
			.get(this.channelName)
			.push(LocalDevice.registered(id, "test-device-identity-token"));
		await(push.subscribeDevice());
		assertThat(subscriptions(Map.of("channel", this.channelName, "deviceId", id))).anySatisfy((subscription) -> {
			assertThat(subscription.deviceId()).isEqualTo(id);
			assertThat(subscription.channel()).isEqualTo(this.channelName);
		});
		await(push.unsubscribeDevice());
		assertThat(subscriptions(Map.of("channel", this.channelName, "deviceId", id))).isEmpty();
	}

	@Test
	@Uts("rest/integration/RSH7b/subscribe-unsubscribe-client-0")
	void clientComesAndGoes() {
		String clientId = unique("client");
		PushChannel push = this.client.channels()
			.get(this.channelName)
			.push(LocalDevice.registered(unique("device"), "test-device-identity-token").withClientId(clientId));
		await(push.subscribeClient());
		assertThat(subscriptions(Map.of("channel", this.channelName, "clientId", clientId)))
			.anySatisfy((subscription) -> {
				assertThat(subscription.clientId()).isEqualTo(clientId);
				assertThat(subscription.channel()).isEqualTo(this.channelName);
			});
		await(push.unsubscribeClient());
		assertThat(subscriptions(Map.of("channel", this.channelName, "clientId", clientId))).isEmpty();
	}

	private List<PushChannelSubscription> subscriptions(Map<String, String> params) {
		return await(this.client.push().admin().channelSubscriptions().list(params)).items();
	}

}
