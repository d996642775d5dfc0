package io.github.ablyspring.rest.push;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PushPayloadTests {

	@Test
	void aNotificationForEveryKindOfDevice() {
		PushPayload payload = PushPayload.builder()
			.notification((notification) -> notification.title("Order 42")
				.body("is on its way")
				.icon("truck")
				.sound("horn.wav")
				.collapseKey("orders")
				.ttl(Duration.ofHours(1)))
			.data("order", "42")
			.data(Map.of("state", "sent"))
			.build();
		assertThat(payload.asMap()).isEqualTo(Map.of(
				"notification", Map.of("title", "Order 42", "body", "is on its way", "icon", "truck", "sound",
						"horn.wav", "collapseKey", "orders", "ttl", 3600L),
				"data", Map.of("order", "42", "state", "sent")));
	}

	@Test
	void whatDiffersForApple() {
		PushPayload payload = PushPayload.builder()
			.apns((apns) -> apns.alert("Hello", "from here")
				.badge(3)
				.threadId("orders")
				.mutableContent()
				.expiration(Instant.ofEpochSecond(1700000000))
				.collapseId("order-42")
				.field("own", "field"))
			.build();
		assertThat(payload.asMap()).isEqualTo(Map.of("apns",
				Map.of("aps",
						Map.of("alert", Map.of("title", "Hello", "body", "from here"), "badge", 3, "thread-id",
								"orders", "mutable-content", 1),
						"apns-headers", Map.of("apns-expiration", "1700000000", "apns-collapse-id", "order-42"), "own",
						"field")));
	}

	@Test
	void aBackgroundNotificationHasTheHeadersAppleAsksFor() {
		PushPayload payload = PushPayload.builder().apns(ApnsPayloadBuilder::background).build();
		assertThat(payload.asMap()).isEqualTo(Map.of("apns", Map.of("aps", Map.of("content-available", 1),
				"apns-headers", Map.of("apns-push-type", "background", "apns-priority", "5"))));
	}

	@Test
	void whatDiffersForFirebase() {
		PushPayload payload = PushPayload.builder()
			.fcm((fcm) -> fcm.notification((notification) -> notification.title("Hello Android"))
				.color("#d3d3d3")
				.tag("orders")
				.data("own", "field")
				.android("priority", "high"))
			.build();
		assertThat(payload.asMap()).isEqualTo(Map.of("fcm",
				Map.of("notification", Map.of("title", "Hello Android", "color", "#d3d3d3", "tag", "orders"), "data",
						Map.of("own", "field"), "android", Map.of("priority", "high"))));
	}

	@Test
	void whatDiffersForBrowsers() {
		PushPayload payload = PushPayload.builder()
			.web((web) -> web.notification((notification) -> notification.title("Hello browser"))
				.badge("/badge.png")
				.requireInteraction())
			.build();
		assertThat(payload.asMap()).isEqualTo(Map.of("web", Map.of("notification", Map.of("title", "Hello browser"),
				"badge", "/badge.png", "requireInteraction", true)));
	}

	@Test
	void aPayloadGoesIntoTheExtrasOfAMessage() {
		PushPayload payload = PushPayload.builder().data("order", "42").build();
		assertThat(payload.asExtras()).isEqualTo(Map.of("push", Map.of("data", Map.of("order", "42"))));
	}

	@Test
	void aPayloadIsACopyOfWhatItWasMadeOf() {
		Map<String, Object> data = new HashMap<>(Map.of("order", "42"));
		PushPayload payload = PushPayload.of(Map.of("data", data));
		data.put("order", "43");
		assertThat(payload).isEqualTo(PushPayload.builder().data("order", "42").build());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> payload.asMap().clear());
	}

	@Test
	void aRecipientIsAClientADeviceOrAnAddress() {
		assertThat(PushRecipient.client("alice").asMap()).isEqualTo(Map.of("clientId", "alice"));
		assertThat(PushRecipient.device("phone").asMap()).isEqualTo(Map.of("deviceId", "phone"));
		assertThat(PushRecipient.apns("token").asMap())
			.isEqualTo(Map.of("transportType", "apns", "deviceToken", "token"));
		assertThat(PushRecipient.fcm("token").asMap())
			.isEqualTo(Map.of("transportType", "fcm", "registrationToken", "token"));
		assertThat(PushRecipient.web("https://push.example", "vapid", "key", "auth").asMap())
			.isEqualTo(Map.of("transportType", "web", "targetUrl", "https://push.example", "publicVapidKey", "vapid",
					"encryptionKey", Map.of("p256dh", "key", "auth", "auth")));
	}

	@Test
	void aRecipientKeepsItsSecrets() {
		assertThat(PushRecipient.ablyChannel("a", "app.key:secret", "https://rest.example")).asString()
			.doesNotContain("secret");
		assertThat(PushRecipient.fcm("token")).asString().doesNotContain("token,").doesNotContain("=token");
	}

}
