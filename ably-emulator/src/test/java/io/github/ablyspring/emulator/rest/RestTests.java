package io.github.ablyspring.emulator.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RestTests {

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Rest rest = Rest.of(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private void publish(int count) {
		for (int i = 0; i < count; i++) {
			this.rest.post("/channels/c/messages", Map.of("name", "event-" + i, "data", "" + i));
		}
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void tellsTheTimeToAnybody(WireFormat format) {
		Rest.Answer answer = Rest.anonymous(this.emulator).in(format).get("/time");
		assertThat(answer.header("Content-Type")).isEqualTo(format.mediaType());
		assertThat((List<?>) answer.tree()).singleElement().isInstanceOf(Long.class);
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void publishesAndTellsWhatCameOfIt(WireFormat format) {
		Rest.Answer answer = this.rest.in(format)
			.post("/channels/c/messages", List.of(Map.of("name", "a"), Map.of("name", "b")));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.map()).containsEntry("channel", "c").containsKey("messageId");
		assertThat((List<?>) answer.map().get("serials")).hasSize(2).doesNotHaveDuplicates();
		assertThat(this.rest.in(format).get("/channels/c/messages").column("id"))
			.containsExactly(answer.map().get("messageId") + ":1", answer.map().get("messageId") + ":0");
	}

	@Test
	void aNameMayHoldAnything() {
		String name = "a/b:c d&e?f%g+h";
		String path = "/channels/" + Rest.encode(name) + "/messages";
		assertThat(this.rest.post(path, Map.of("data", "x")).map()).containsEntry("channel", name);
		assertThat(this.rest.get(path).list()).hasSize(1);
	}

	@Test
	void pagesLeadFromOneToTheNextAndBackToTheFirst() {
		publish(12);
		List<Object> seen = new ArrayList<>();
		Rest.Answer page = this.rest.get("/channels/c/messages?limit=5");
		String first = page.link("first");
		seen.addAll(page.column("data"));
		for (String next = page.link("next"); next != null; next = page.link("next")) {
			page = this.rest.get(next);
			seen.addAll(page.column("data"));
		}
		assertThat(seen).hasSize(12).doesNotHaveDuplicates().startsWith("11", "10").endsWith("1", "0");
		assertThat(this.rest.get(first).column("data")).containsExactly("11", "10", "9", "8", "7");
	}

	@Test
	void pagesStayInPlaceWhileMessagesCome() {
		publish(4);
		Rest.Answer page = this.rest.get("/channels/c/history?limit=2");
		publish(3);
		assertThat(this.rest.get(page.link("next")).column("data")).containsExactly("1", "0");
	}

	@Test
	void historyGoesBothWays() {
		publish(3);
		assertThat(this.rest.get("/channels/c/messages?direction=forwards&limit=2").column("data")).containsExactly("0",
				"1");
		Rest.Answer page = this.rest.get("/channels/c/messages?direction=forwards&limit=2");
		assertThat(this.rest.get(page.link("next")).column("data")).containsExactly("2");
	}

	@Test
	void historyCanBeBoundedInTime() {
		publish(2);
		long time = (long) this.rest.get("/channels/c/messages").list().get(0).get("timestamp");
		assertThat(this.rest.get("/channels/c/messages?start=" + (time + 1)).list()).isEmpty();
		assertThat(this.rest.get("/channels/c/messages?end=" + time).list()).hasSize(2);
	}

	@Test
	void historyUntilAttachEndsWhereTheAttachmentBegan() {
		publish(2);
		try (Client client = Client.connect(this.emulator)) {
			String serial = client.attach("c").channelSerial();
			publish(2);
			assertThat(this.rest.get("/channels/c/messages?fromSerial=" + Rest.encode(serial)).column("data"))
				.containsExactly("1", "0");
			assertThat(this.rest.get("/channels/c/messages?from_serial=" + Rest.encode(serial)).list()).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, 40003", "limit=1001, 40003", "limit=x, 40003", "direction=sideways, 40003",
			"start=2&end=1, 40003", "start=soon, 40003", "fromSerial=x, 40003", "_cursor=x, 40003" })
	void parametersThatMakeNoSenseAreRefused(String query, int code) {
		Rest.Answer answer = this.rest.get("/channels/c/messages?" + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.errorCode()).isEqualTo(code);
		assertThat(answer.header("X-Ably-Errorcode")).isEqualTo(String.valueOf(code));
		assertThat(answer.header("X-Ably-Errormessage")).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /nowhere, 404, 40400", "GET, /channels/c/what, 404, 40400", "DELETE, /time, 405, 40500",
			"GET, /channels/c/object, 501, 40021", "POST, /channels/c/objects, 501, 40021" })
	void whatIsNotThereIsSaidSo(String method, String path, int status, int code) {
		Rest.Answer answer = this.rest.send(method, path, method.equals("POST") ? Map.of() : null);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.errorCode()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[", "[1", "{\"name\":", "null", "7", "[7]", "\"x\"", "{\"data\":1}" })
	void aBodyThatMakesNoSenseIsTheFaultOfTheClient(String body) {
		Rest.Answer answer = this.rest.sendBytes("POST", "/channels/c/messages", body.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.status()).isEqualTo(400);
	}

	@Test
	void publishingOnBehalfNeedsTheKeyOfAConnection() {
		try (Client bob = Client.connect(this.emulator, "clientId", "bob")) {
			this.rest.post("/channels/c/messages", Map.of("data", "x", "connectionKey", bob.key()));
			assertThat(this.rest.get("/channels/c/messages").list().get(0)).containsEntry("clientId", "bob")
				.containsEntry("connectionId", bob.id())
				.doesNotContainKey("connectionKey");
			assertThat(this.rest.post("/channels/c/messages", Map.of("data", "x", "connectionKey", "none")).errorCode())
				.isEqualTo(40006);
		}
	}

	@Test
	void jsonDataIsKeptAsText() {
		this.rest.post("/channels/c/messages", Map.of("data", Map.of("a", 1L)));
		assertThat(this.rest.get("/channels/c/messages").list().get(0)).containsEntry("data", "{\"a\":1}")
			.containsEntry("encoding", "json");
	}

	@Test
	@SuppressWarnings("unchecked")
	void aChannelTellsHowManyAreThere() {
		try (Client client = Client.connect(this.emulator)) {
			client.attach("c");
			Map<String, Object> details = this.rest.get("/channels/c").map();
			assertThat(details).containsEntry("channelId", "c");
			Map<String, Object> status = (Map<String, Object>) details.get("status");
			assertThat(status).containsEntry("isActive", true);
			assertThat((Map<String, Map<String, Object>>) status.get("occupancy")).extractingByKey("metrics")
				.satisfies((metrics) -> assertThat(metrics).containsEntry("connections", 1L)
					.containsEntry("subscribers", 1L)
					.containsEntry("publishers", 1L)
					.containsEntry("presenceMembers", 0L));
		}
	}

	@Test
	void channelsCanBeEnumerated() {
		try (Client client = Client.connect(this.emulator)) {
			client.attach("a:1");
			client.attach("a:2");
			client.attach("b:1");
			assertThat(this.rest.get("/channels?prefix=a:").column("channelId")).containsExactly("a:1", "a:2");
			Rest.Answer names = this.rest.get("/channels?by=id&limit=2");
			assertThat((List<?>) names.tree()).hasSize(2);
			assertThat((List<?>) this.rest.get(names.link("next")).tree()).hasSize(1);
		}
	}

	@Test
	void aBatchSucceedsOrFailsOneByOne() {
		List<Map<String, Object>> specs = List.of(
				Map.of("channels", List.of("b1", "", "b2"), "messages",
						List.of(Map.of("data", "x"), Map.of("data", "y"))),
				Map.of("channels", "b3", "messages", Map.of("data", "z")));
		Rest.Answer answer = this.rest.post("/messages", specs);
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.column("successCount")).containsExactly(2L, 1L);
		assertThat(answer.column("failureCount")).containsExactly(1L, 0L);
		assertThat(this.rest.get("/channels/b2/messages").list()).hasSize(2);
		Rest.Answer presence = this.rest.get("/presence?channels=b1,b2");
		assertThat(presence.map()).containsEntry("successCount", 2L).containsEntry("failureCount", 0L);
	}

	@Test
	void pagesOfOtherOriginsMayRead() {
		Rest.Answer preflight = this.rest.with("Origin", "http://example.com")
			.with("Access-Control-Request-Headers", "authorization,x-ably-version")
			.send("OPTIONS", "/channels/c/messages", null);
		assertThat(preflight.status()).isEqualTo(204);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("authorization,x-ably-version");
		assertThat(this.rest.get("/channels/c/messages").header("Access-Control-Expose-Headers")).contains("Link");
	}

}
