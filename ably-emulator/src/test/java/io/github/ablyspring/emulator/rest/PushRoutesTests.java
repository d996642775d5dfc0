package io.github.ablyspring.emulator.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PushRoutesTests {

	private static final String DEVICES = "/push/deviceRegistrations";

	private static final String SUBSCRIPTIONS = "/push/channelSubscriptions";

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Rest rest = Rest.of(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private Map<String, Object> device(String id, String clientId) {
		Map<String, Object> device = new LinkedHashMap<>();
		device.put("id", id);
		device.put("clientId", clientId);
		device.put("platform", "ios");
		device.put("formFactor", "phone");
		device.put("deviceSecret", "secret");
		device.put("push", Map.of("recipient", recipient("pushed")));
		return device;
	}

	private Map<String, Object> recipient(String channel) {
		return Map.of("transportType", "ablyChannel", "channel", channel, "ablyKey", this.emulator.key(), "ablyUrl",
				this.emulator.uri().toString());
	}

	private Rest.Answer save(Map<String, Object> device) {
		return this.rest.send("PUT", DEVICES + "/" + device.get("id"), device);
	}

	@Test
	void devicesAreRegisteredChangedFoundAndRemoved() {
		assertThat(save(device("d1", "bob")).map()).containsEntry("id", "d1").doesNotContainKey("deviceSecret");
		assertThat(this.rest.get(DEVICES + "/d1").map()).containsEntry("platform", "ios");
		assertThat(this.rest.send("PATCH", DEVICES + "/d1", Map.of("metadata", Map.of("a", "b"))).map())
			.containsEntry("metadata", Map.of("a", "b"))
			.containsEntry("platform", "ios");
		save(device("d2", "bob"));
		save(device("d3", "eve"));
		Rest.Answer page = this.rest.get(DEVICES + "?clientId=bob&limit=1");
		assertThat(page.column("id")).containsExactly("d1");
		assertThat(this.rest.get(page.link("next")).column("id")).containsExactly("d2");
		assertThat(this.rest.delete(DEVICES + "?clientId=bob").status()).isEqualTo(204);
		assertThat(this.rest.get(DEVICES).column("id")).containsExactly("d3");
		assertThat(this.rest.delete(DEVICES + "/d3").status()).isEqualTo(204);
		assertThat(this.rest.delete(DEVICES + "/d3").status()).isEqualTo(204);
		assertThat(this.rest.get(DEVICES + "/d3").status()).isEqualTo(404);
	}

	@Test
	void aDeviceThatMakesNoSenseIsRefused() {
		Map<String, Object> device = device("d1", "bob");
		device.put("platform", "toaster");
		assertThat(save(device).errorCode()).isEqualTo(40000);
		device = device("d1", "bob");
		device.remove("push");
		assertThat(save(device).errorCode()).isEqualTo(40000);
		assertThat(this.rest.send("PUT", DEVICES + "/other", device("d1", "bob")).errorCode()).isEqualTo(40015);
	}

	@Test
	void subscriptionsAreMadeFoundAndEnded() {
		save(device("d1", "bob"));
		assertThat(subscribe("pushenabled:a", "deviceId", "d1").map()).containsEntry("deviceId", "d1");
		subscribe("pushenabled:a", "clientId", "bob");
		subscribe("pushenabled:b", "clientId", "bob");
		assertThat(this.rest.get(SUBSCRIPTIONS + "?channel=pushenabled:a").list()).hasSize(2);
		assertThat((List<?>) this.rest.get("/push/channels").tree())
			.isEqualTo(List.of("pushenabled:a", "pushenabled:b"));
		this.rest.delete(SUBSCRIPTIONS + "?channel=pushenabled:a&clientId=bob");
		assertThat(this.rest.get(SUBSCRIPTIONS + "?channel=pushenabled:a").list()).hasSize(1);
		this.rest.delete(SUBSCRIPTIONS + "?clientId=bob");
		assertThat(this.rest.get(SUBSCRIPTIONS).list()).hasSize(1);
		assertThat(this.rest.delete(SUBSCRIPTIONS + "?clientId=nobody").status()).isEqualTo(204);
	}

	private Rest.Answer subscribe(String channel, String by, String id) {
		return this.rest.post(SUBSCRIPTIONS, Map.of("channel", channel, by, id));
	}

	@Test
	void aSubscriptionNeedsADeviceOrAClientAndAChannelWithPush() {
		assertThat(subscribe("pushenabled:a", "deviceId", "unknown").status()).isEqualTo(404);
		assertThat(subscribe("elsewhere", "clientId", "bob").status()).isEqualTo(400);
		assertThat(this.rest.post(SUBSCRIPTIONS, Map.of("channel", "pushenabled:a")).status()).isEqualTo(400);
	}

	@Test
	void aNotificationForAChannelIsPublishedThere() {
		try (Client client = Client.connect(this.emulator)) {
			client.attach("pushed");
			Map<String, Object> notification = Map.of("title", "hello");
			assertThat(this.rest
				.post("/push/publish", Map.of("recipient", recipient("pushed"), "notification", notification))
				.status()).isEqualTo(204);
			WireMessage message = client.messages(1).get(0);
			assertThat(message.name()).isEqualTo("__ably_push__");
			assertThat(message.data()).isEqualTo("{\"notification\":{\"title\":\"hello\"}}");
			save(device("d1", "bob"));
			this.rest.post("/push/publish", Map.of("recipient", Map.of("clientId", "bob"), "data", Map.of("a", "b")));
			assertThat(client.messages(1).get(0).data()).isEqualTo("{\"data\":{\"a\":\"b\"}}");
		}
	}

	@Test
	void aMessageWithPushReachesWhatIsSubscribed() {
		save(device("d1", "bob"));
		subscribe("pushenabled:a", "deviceId", "d1");
		try (Client client = Client.connect(this.emulator)) {
			client.attach("pushed");
			this.rest.post("/channels/pushenabled:a/messages",
					Map.of("extras", Map.of("push", Map.of("notification", Map.of("title", "t")))));
			assertThat(client.messages(1).get(0).data()).isEqualTo("{\"notification\":{\"title\":\"t\"}}");
		}
	}

	@Test
	void aNotificationForNobodyIsRefused() {
		Map<String, Object> notification = Map.of("title", "hello");
		assertThat(
				this.rest.post("/push/publish", Map.of("recipient", Map.of(), "notification", notification)).status())
			.isEqualTo(400);
		assertThat(this.rest
			.post("/push/publish", Map.of("recipient", Map.of("transportType", "pigeon"), "notification", notification))
			.status()).isEqualTo(400);
		assertThat(this.rest.post("/push/publish", Map.of("recipient", Map.of("clientId", "bob"))).status())
			.isEqualTo(400);
	}

}
