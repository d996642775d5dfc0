package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotentPublishTests extends RestTestSupport {

	private static final String BASE = "[A-Za-z0-9_-]{12,}";

	@Test
	@Uts("rest/unit/RSL1k1/idempotent-default-true-0")
	void isOnUnlessToldOtherwise() {
		assertThat(ClientOptions.builder().key(RestFixture.KEY).build().idempotentRestPublishing()).isTrue();
	}

	@Test
	@Uts("rest/unit/RSL1k2/message-id-format-0")
	void anIdIsARandomBaseAndAPosition() {
		this.http.always(201, object("serials", List.of("s1")));
		await(channel("a").publish("event", "data"));
		assertThat(sentMessage().get("id")).asString().matches(BASE + ":0");
	}

	@Test
	@Uts("rest/unit/RSL1k2/serial-increments-batch-1")
	void theMessagesOfAPublishShareTheirBase() {
		this.http.always(201, object("serials", List.of("s1", "s2", "s3")));
		await(channel("a").publish(
				List.of(Message.of("event1", "data1"), Message.of("event2", "data2"), Message.of("event3", "data3"))));
		String base = baseOf(bodyOf(0).get(0));
		assertThat(bodyOf(0)).extracting((message) -> message.get("id"))
			.containsExactly(base + ":0", base + ":1", base + ":2");
	}

	@Test
	@Uts("rest/unit/RSL1k3/unique-base-ids-0")
	void eachPublishHasItsOwnBase() {
		this.http.always(201, object("serials", List.of("s1")));
		RestChannel channel = channel("a");
		await(channel.publish("event1", "data1"));
		await(channel.publish("event2", "data2"));
		assertThat(baseOf(bodyOf(0).get(0))).isNotEqualTo(baseOf(bodyOf(1).get(0)));
	}

	@Test
	@Uts("rest/unit/RSL1k3/no-id-when-disabled-1")
	void noIdsWhenItIsOff() {
		this.http.always(201, object("serials", List.of("s1")));
		await(client((options) -> options.idempotentRestPublishing(false)).channels()
			.get("a")
			.publish("event", "data"));
		assertThat(sentMessage()).doesNotContainKey("id");
	}

	@Test
	@Uts("rest/unit/RSL1k/client-id-preserved-0")
	void anIdOfTheCallerIsKept() {
		this.http.always(201, object("serials", List.of("s1")));
		await(channel("a").publish(Message.builder().id("my-custom-id").name("event").data("data").build()));
		assertThat(sentMessage()).containsEntry("id", "my-custom-id");
	}

	@Test
	@Uts("rest/unit/RSL1k2/same-id-on-retry-2")
	void aRetryHasTheSameId() {
		this.http.queue(500, object("error", object("code", 50000))).queue(201, object("serials", List.of("s1")));
		await(channel("a").publish("event", "data"));
		assertThat(this.http.requests()).hasSize(2);
		assertThat(bodyOf(0).get(0).get("id")).isNotNull().isEqualTo(bodyOf(1).get(0).get("id"));
	}

	/**
	 * RSL1k3. The portable test that wants an id for the middle message contradicts it.
	 */
	@Test
	void oneIdOfTheCallerLeavesTheOthersWithout() {
		this.http.always(201, object("serials", List.of("s1", "s2", "s3")));
		await(channel("a").publish(List.of(Message.builder().id("client-id-1").name("event1").build(),
				Message.of("event2", "data2"), Message.builder().id("client-id-2").name("event3").build())));
		assertThat(bodyOf(0)).extracting((message) -> message.get("id"))
			.containsExactly("client-id-1", null, "client-id-2");
	}

	private static String baseOf(Map<String, ?> message) {
		String id = String.valueOf(message.get("id"));
		assertThat(id).matches(BASE + ":[0-9]+");
		return id.substring(0, id.indexOf(':'));
	}

}
