package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.push.PushChannelSubscription;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PushChannelSubscriptionsTests extends RestTestSupport {

	private final PushChannelSubscriptions subscriptions = client().push().admin().channelSubscriptions();

	@Test
	@Uts("rest/unit/RSH1c1/list-filtered-by-channel-0")
	void listsByChannel() {
		this.http.always(200, List.of(object("channel", "my-channel", "deviceId", "device-001"),
				object("channel", "my-channel", "clientId", "client-abc")));
		PaginatedResult<PushChannelSubscription> page = await(this.subscriptions.list(Map.of("channel", "my-channel")));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/push/channelSubscriptions");
		assertThat(this.http.request(0).query()).containsEntry("channel", "my-channel");
		assertThat(page.items()).containsExactly(PushChannelSubscription.forDevice("my-channel", "device-001"),
				PushChannelSubscription.forClient("my-channel", "client-abc"));
	}

	@Test
	@Uts("rest/unit/RSH1c1/list-filtered-by-device-client-1")
	void listsByDeviceAndClient() {
		this.http.always(200, List.of(object("channel", "notifications", "deviceId", "device-001")));
		PaginatedResult<PushChannelSubscription> page = await(
				this.subscriptions.list(Map.of("deviceId", "device-001", "clientId", "client-abc")));
		assertThat(this.http.request(0).query()).containsEntry("deviceId", "device-001")
			.containsEntry("clientId", "client-abc");
		assertThat(page.items()).hasSize(1);
	}

	@Test
	@Uts("rest/unit/RSH1c1/list-with-limit-param-2")
	void listsWithALimit() {
		this.http.always(200, List.of(object("channel", "ch-1", "deviceId", "device-001")));
		await(this.subscriptions.list(Map.of("limit", 5)));
		assertThat(this.http.request(0).query()).containsEntry("limit", "5");
	}

	@Test
	@Uts("rest/unit/RSH1c2/list-channels-paginated-0")
	void listsChannels() {
		this.http.always(200, List.of("channel-1", "channel-2", "channel-3"));
		PaginatedResult<String> page = await(this.subscriptions.listChannels(Map.of()));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/push/channels");
		assertThat(page.items()).containsExactly("channel-1", "channel-2", "channel-3");
	}

	@Test
	@Uts("rest/unit/RSH1c2/list-channels-with-limit-1")
	void listsChannelsPageByPage() {
		this.http.queue(200, List.of("channel-1"), Map.of("Link", "<./channels?limit=1&page=2>; rel=\"next\""))
			.queue(200, List.of("channel-2"));
		PaginatedResult<String> page = await(this.subscriptions.listChannels(Map.of("limit", 1)));
		assertThat(this.http.request(0).query()).containsEntry("limit", "1");
		assertThat(page.items()).containsExactly("channel-1");
		PaginatedResult<String> next = await(page.next());
		assertThat(next).isNotNull();
		assertThat(next.items()).containsExactly("channel-2");
	}

	@Test
	@Uts("rest/unit/RSH1c3/save-post-subscription-0")
	void savesASubscription() {
		this.http.always(200, object("channel", "my-channel", "deviceId", "device-001"));
		PushChannelSubscription saved = await(
				this.subscriptions.save(PushChannelSubscription.forDevice("my-channel", "device-001")));
		assertThat(this.http.requests()).hasSize(1);
		PendingRequest request = this.http.request(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/push/channelSubscriptions");
		assertThat(request.bodyMap()).isEqualTo(Map.of("channel", "my-channel", "deviceId", "device-001"));
		assertThat(saved.channel()).isEqualTo("my-channel");
		assertThat(saved.deviceId()).isEqualTo("device-001");
	}

	@Test
	@Uts("rest/unit/RSH1c3/save-updates-existing-1")
	void savesASubscriptionAgain() {
		this.http.always(200, object("channel", "my-channel", "clientId", "client-abc"));
		PushChannelSubscription subscription = PushChannelSubscription.forClient("my-channel", "client-abc");
		assertThat(await(this.subscriptions.save(subscription)).channel()).isEqualTo("my-channel");
		assertThat(await(this.subscriptions.save(subscription)).channel()).isEqualTo("my-channel");
		assertThat(this.http.requests()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSH1c3/save-error-propagated-2")
	void anErrorOfTheServerFailsSave() {
		this.http.always(400, error(40000, 400, "Invalid subscription"));
		AblyException failure = failureOf(
				this.subscriptions.save(PushChannelSubscription.forDevice("my-channel", "device-001")));
		assertThat(failure.code()).isEqualTo(40000);
		assertThat(failure.statusCode()).isEqualTo(400);
	}

	@Test
	@Uts("rest/unit/RSH1c4/remove-delete-clientid-0")
	void removesASubscriptionOfAClient() {
		this.http.always(204, null);
		await(this.subscriptions.remove(PushChannelSubscription.forClient("my-channel", "client-abc")));
		assertThat(this.http.requests()).hasSize(1);
		assertDeleted(Map.of("channel", "my-channel", "clientId", "client-abc"));
	}

	@Test
	@Uts("rest/unit/RSH1c4/remove-delete-deviceid-1")
	void removesASubscriptionOfADevice() {
		this.http.always(204, null);
		await(this.subscriptions.remove(PushChannelSubscription.forDevice("my-channel", "device-001")));
		assertDeleted(Map.of("channel", "my-channel", "deviceId", "device-001"));
	}

	@Test
	@Uts("rest/unit/RSH1c4/remove-nonexistent-succeeds-2")
	void removesASubscriptionThatIsNotThere() {
		this.http.always(204, null);
		assertThat(this.subscriptions
			.remove(PushChannelSubscription.forClient("nonexistent-channel", "nonexistent-client")))
			.satisfies(this::await);
	}

	@Test
	@Uts("rest/unit/RSH1c5/remove-where-clientid-0")
	void removesTheSubscriptionsOfAClient() {
		this.http.always(204, null);
		await(this.subscriptions.removeWhere(Map.of("clientId", "client-abc")));
		assertThat(this.http.requests()).hasSize(1);
		assertDeleted(Map.of("clientId", "client-abc"));
	}

	@Test
	@Uts("rest/unit/RSH1c5/remove-where-deviceid-1")
	void removesTheSubscriptionsOfADevice() {
		this.http.always(204, null);
		await(this.subscriptions.removeWhere(Map.of("deviceId", "device-001")));
		assertDeleted(Map.of("deviceId", "device-001"));
	}

	@Test
	@Uts("rest/unit/RSH1c5/remove-where-no-match-succeeds-2")
	void removesNoSubscriptions() {
		this.http.always(204, null);
		assertThat(this.subscriptions.removeWhere(Map.of("clientId", "nonexistent-client"))).satisfies(this::await);
	}

	private void assertDeleted(Map<String, String> query) {
		assertThat(this.http.lastRequest().method()).isEqualTo("DELETE");
		assertThat(this.http.lastRequest().path()).isEqualTo("/push/channelSubscriptions");
		assertThat(this.http.lastRequest().query()).isEqualTo(query);
	}

}
