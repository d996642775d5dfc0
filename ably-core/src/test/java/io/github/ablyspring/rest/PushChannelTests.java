package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.push.LocalDevice;
import io.github.ablyspring.rest.push.PushChannelSubscription;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PushChannelTests extends RestTestSupport {

	private static final LocalDevice DEVICE = LocalDevice.registered("test-device-001", "test-device-identity-token")
		.withClientId("test-client");

	private static final LocalDevice UNREGISTERED = new LocalDevice("test-device-001", "test-client", null, null);

	private static final LocalDevice OF_NOBODY = LocalDevice.registered("test-device-001",
			"test-device-identity-token");

	private final RestChannel channel = channel("my-channel");

	@Test
	@Uts("rest/unit/RSH7a2/subscribe-device-post-0")
	void subscribesTheDevice() {
		this.http.always(200, object("channel", "my-channel", "deviceId", "test-device-001"));
		await(this.channel.push(DEVICE).subscribeDevice());
		assertThat(this.http.requests()).hasSize(1);
		assertPosted(Map.of("channel", "my-channel", "deviceId", "test-device-001"));
		assertThat(this.http.request(0).header("X-Ably-DeviceToken")).isEqualTo("test-device-identity-token");
	}

	@Test
	@Uts("rest/unit/RSH7a1/subscribe-device-no-token-fails-0")
	void anUnregisteredDeviceCannotSubscribe() {
		assertRefused(this.channel.push(UNREGISTERED).subscribeDevice(), "deviceIdentityToken");
	}

	@Test
	@Uts("rest/unit/RSH7b2/subscribe-client-post-0")
	void subscribesTheClientOfTheDevice() {
		this.http.always(200, object("channel", "my-channel", "clientId", "test-client"));
		await(this.channel.push(DEVICE).subscribeClient());
		assertThat(this.http.requests()).hasSize(1);
		assertPosted(Map.of("channel", "my-channel", "clientId", "test-client"));
	}

	@Test
	@Uts("rest/unit/RSH7b1/subscribe-client-no-clientid-fails-0")
	void aDeviceOfNobodyCannotSubscribeItsClient() {
		assertRefused(this.channel.push(OF_NOBODY).subscribeClient(), "clientId");
	}

	@Test
	@Uts("rest/unit/RSH7c2/unsubscribe-device-delete-0")
	void unsubscribesTheDevice() {
		this.http.always(204, null);
		await(this.channel.push(DEVICE).unsubscribeDevice());
		assertThat(this.http.requests()).hasSize(1);
		assertDeleted(Map.of("channel", "my-channel", "deviceId", "test-device-001"));
		assertThat(this.http.request(0).header("X-Ably-DeviceToken")).isEqualTo("test-device-identity-token");
	}

	@Test
	@Uts("rest/unit/RSH7c1/unsubscribe-device-no-token-fails-0")
	void anUnregisteredDeviceCannotUnsubscribe() {
		assertRefused(this.channel.push(UNREGISTERED).unsubscribeDevice(), "deviceIdentityToken");
	}

	@Test
	@Uts("rest/unit/RSH7d2/unsubscribe-client-delete-0")
	void unsubscribesTheClientOfTheDevice() {
		this.http.always(204, null);
		await(this.channel.push(DEVICE).unsubscribeClient());
		assertThat(this.http.requests()).hasSize(1);
		assertDeleted(Map.of("channel", "my-channel", "clientId", "test-client"));
	}

	@Test
	@Uts("rest/unit/RSH7d1/unsubscribe-client-no-clientid-fails-0")
	void aDeviceOfNobodyCannotUnsubscribeItsClient() {
		assertRefused(this.channel.push(OF_NOBODY).unsubscribeClient(), "clientId");
	}

	@Test
	@Uts("rest/unit/RSH7e/list-subscriptions-with-filters-0")
	void listsTheSubscriptionsOfTheDeviceAndItsClient() {
		this.http.always(200, List.of(object("channel", "my-channel", "deviceId", "test-device-001"),
				object("channel", "my-channel", "clientId", "test-client")));
		PaginatedResult<PushChannelSubscription> page = await(
				this.channel.push(DEVICE).listSubscriptions(Map.of("limit", 10)));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/push/channelSubscriptions");
		assertThat(this.http.request(0).query()).isEqualTo(Map.of("channel", "my-channel", "deviceId",
				"test-device-001", "clientId", "test-client", "concatFilters", "true", "limit", "10"));
		assertThat(page.items()).containsExactly(PushChannelSubscription.forDevice("my-channel", "test-device-001"),
				PushChannelSubscription.forClient("my-channel", "test-client"));
	}

	@Test
	@Uts("rest/unit/RSH7e/list-subscriptions-omits-clientid-1")
	void listsTheSubscriptionsOfADeviceOfNobody() {
		this.http.always(200, List.of(object("channel", "my-channel", "deviceId", "test-device-001")));
		PaginatedResult<PushChannelSubscription> page = await(this.channel.push(OF_NOBODY).listSubscriptions(Map.of()));
		assertThat(this.http.request(0).query())
			.isEqualTo(Map.of("channel", "my-channel", "deviceId", "test-device-001", "concatFilters", "true"));
		assertThat(page.items()).hasSize(1);
	}

	@Test
	void subscribesAnyClientAndDevice() {
		this.http.queue(200, object("channel", "my-channel", "clientId", "other"))
			.queue(200, object("channel", "my-channel", "deviceId", "other"));
		await(this.channel.push().subscribeClient("other"));
		assertPosted(Map.of("channel", "my-channel", "clientId", "other"));
		await(this.channel.push().subscribeDevice("other"));
		assertPosted(Map.of("channel", "my-channel", "deviceId", "other"));
		assertThat(this.http.lastRequest().headers()).doesNotContainKeys("X-Ably-DeviceToken", "X-Ably-DeviceSecret");
	}

	@Test
	void unsubscribesAnyClientAndDevice() {
		this.http.always(204, null);
		await(this.channel.push().unsubscribeClient("other"));
		assertDeleted(Map.of("channel", "my-channel", "clientId", "other"));
		await(this.channel.push().unsubscribeDevice("other"));
		assertDeleted(Map.of("channel", "my-channel", "deviceId", "other"));
	}

	@Test
	void subscribesTheClientOfTheProgram() {
		this.http.always(200, object("channel", "my-channel", "clientId", "me"));
		await(client((options) -> options.clientId("me")).channels().get("my-channel").push().subscribeClient());
		assertPosted(Map.of("channel", "my-channel", "clientId", "me"));
	}

	@Test
	void aProgramIsNoDevice() {
		assertRefused(this.channel.push().subscribeDevice(), "LocalDevice");
		assertRefused(this.channel.push().subscribeClient(), "clientId");
	}

	@Test
	void aDeviceWithoutTokenProvesItselfWithItsSecret() {
		this.http.always(200, object("channel", "my-channel", "deviceId", "test-device-001"));
		LocalDevice device = new LocalDevice("test-device-001", null, null, "secret");
		await(this.channel.push(device).subscribeDevice("test-device-001"));
		assertThat(this.http.request(0).header("X-Ably-DeviceSecret")).isEqualTo("secret");
		assertThat(device).asString().doesNotContain("secret");
	}

	private void assertPosted(Map<String, String> body) {
		assertThat(this.http.lastRequest().method()).isEqualTo("POST");
		assertThat(this.http.lastRequest().path()).isEqualTo("/push/channelSubscriptions");
		assertThat(this.http.lastRequest().bodyMap()).isEqualTo(body);
	}

	private void assertDeleted(Map<String, String> query) {
		assertThat(this.http.lastRequest().method()).isEqualTo("DELETE");
		assertThat(this.http.lastRequest().path()).isEqualTo("/push/channelSubscriptions");
		assertThat(this.http.lastRequest().query()).isEqualTo(query);
	}

	private void assertRefused(CompletableFuture<?> future, String because) {
		AblyException failure = failureOf(future);
		assertThat(failure.code()).isEqualTo(40000);
		assertThat(failure).hasMessageContaining(because);
		assertThat(this.http.requests()).isEmpty();
	}

}
