package io.github.ablyspring.rest;

import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.push.PushPayload;
import io.github.ablyspring.rest.push.PushRecipient;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PushAdminTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSH1/push-admin-accessible-0")
	void aClientAdministersPush() {
		AblyRest client = client();
		assertThat(client.push()).isInstanceOf(Push.class);
		assertThat(client.push().admin()).isInstanceOf(PushAdmin.class);
		assertThat(client.push().admin().deviceRegistrations()).isInstanceOf(PushDeviceRegistrations.class);
		assertThat(client.push().admin().channelSubscriptions()).isInstanceOf(PushChannelSubscriptions.class);
	}

	@Test
	@Uts("rest/unit/RSH1a/publish-post-push-publish-0")
	void publishesToAnAddress() {
		this.http.always(201, Map.of());
		await(client().push()
			.admin()
			.publish(Map.of("transportType", "apns", "deviceToken", "foo"),
					Map.of("notification", Map.of("title", "Test", "body", "Hello"))));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("POST");
		assertThat(this.http.request(0).path()).isEqualTo("/push/publish");
		assertThat(this.http.request(0).bodyMap())
			.isEqualTo(Map.of("recipient", Map.of("transportType", "apns", "deviceToken", "foo"), "notification",
					Map.of("title", "Test", "body", "Hello")));
	}

	@Test
	@Uts("rest/unit/RSH1a/publish-clientid-recipient-1")
	void publishesToAClient() {
		this.http.always(201, Map.of());
		await(client().push()
			.admin()
			.publish(PushRecipient.client("user-123"), PushPayload.builder().data("key", "value").build()));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).bodyMap())
			.isEqualTo(Map.of("recipient", Map.of("clientId", "user-123"), "data", Map.of("key", "value")));
	}

	@Test
	@Uts("rest/unit/RSH1a/publish-deviceid-recipient-2")
	void publishesToADevice() {
		this.http.always(201, Map.of());
		await(client().push()
			.admin()
			.publish(PushRecipient.device("device-abc"),
					PushPayload.builder().notification((notification) -> notification.title("Device Push")).build()));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).bodyMap()).isEqualTo(
				Map.of("recipient", Map.of("deviceId", "device-abc"), "notification", Map.of("title", "Device Push")));
	}

	@Test
	@Uts("rest/unit/RSH1a/rejects-empty-recipient-3")
	void anEmptyRecipientIsRefused() {
		assertRefused(
				failureOf(client().push().admin().publish(Map.of(), Map.of("notification", Map.of("title", "Test")))));
	}

	@Test
	@Uts("rest/unit/RSH1a/rejects-empty-data-4")
	void anEmptyPayloadIsRefused() {
		assertRefused(failureOf(client().push().admin().publish(Map.of("clientId", "user-123"), Map.of())));
	}

	@Test
	@Uts("rest/unit/RSH1a/rejects-null-recipient-5")
	void noRecipientIsRefused() {
		assertRefused(
				failureOf(client().push().admin().publish(null, Map.of("notification", Map.of("title", "Test")))));
	}

	@Test
	@Uts("rest/unit/RSH1a/server-error-propagated-6")
	void anErrorOfTheServerFailsThePublish() {
		this.http.always(400, error(40000, 400, "Invalid recipient"));
		AblyException failure = failureOf(client().push()
			.admin()
			.publish(Map.of("transportType", "invalid"), Map.of("notification", Map.of("title", "Test"))));
		assertThat(failure.code()).isEqualTo(40000);
		assertThat(failure.statusCode()).isEqualTo(400);
	}

	private void assertRefused(AblyException failure) {
		assertThat(failure.code()).isEqualTo(40000);
		assertThat(this.http.requests()).isEmpty();
	}

}
