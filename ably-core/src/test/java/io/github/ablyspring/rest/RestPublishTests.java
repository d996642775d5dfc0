package io.github.ablyspring.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class RestPublishTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSL1a/publish-name-and-data-0")
	void publishesANameAndData() {
		this.http.always(201, object("serials", List.of("serial1")));
		await(channel("test RSL1a").publish("greeting", "hello"));
		PendingRequest request = this.http.request(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/channels/test%20RSL1a/messages");
		assertThat(bodyOf(0)).singleElement().satisfies((message) -> {
			assertThat(message).containsEntry("name", "greeting");
			assertThat(message).containsEntry("data", "hello");
		});
	}

	@Test
	@Uts("rest/unit/RSL1a/publish-message-array-1")
	void publishesMessagesInOneRequest() {
		this.http.always(201, object("serials", List.of("s1", "s2", "s3")));
		await(channel("a").publish(List.of(Message.of("event1", "data1"), Message.of("event2", Map.of("key", "value")),
				Message.of("event3", new byte[] { 1, 2, 3 }))));
		assertThat(this.http.requests()).hasSize(1);
		List<Map<String, @Nullable Object>> body = bodyOf(0);
		assertThat(body).hasSize(3);
		assertThat(body.get(0)).containsEntry("name", "event1").containsEntry("data", "data1");
		assertThat(body.get(1)).containsEntry("name", "event2");
		// RSL4d3: an object travels as text
		assertThat(json(body.get(1).get("data"))).isEqualTo(Map.of("key", "value"));
		assertThat(body.get(2)).containsEntry("name", "event3");
	}

	@ParameterizedTest
	@CsvSource({ ",hello,data", "event,,name", ",," })
	@Uts("rest/unit/RSL1e/null-name-and-data-0")
	void whatIsNullIsNotSent(@Nullable String name, @Nullable String data, @Nullable String sent) {
		this.http.always(201, object("serials", List.of("s1")));
		await(client((options) -> options.idempotentRestPublishing(false)).channels().get("a").publish(name, data));
		Map<String, String> expected = (sent == null) ? Map.of()
				: Map.of(sent, Objects.requireNonNull(sent.equals("name") ? name : data));
		assertThat(bodyOf(0)).isEqualTo(List.of(expected));
	}

	@Test
	@Uts("rest/unit/RSL1h/publish-signature-0")
	void nameAndDataAreAllThatFormTakes() {
		this.http.always(201, object("serials", List.of("s1")));
		await(channel("a").publish("event", "payload"));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(sentMessage()).containsEntry("name", "event").containsEntry("data", "payload");
	}

	@ParameterizedTest
	@CsvSource({ "1000,true", "1024,true", "1025,false", "10000,false" })
	@Uts("rest/unit/RSL1i/message-size-limit-0")
	void refusesWhatIsTooLargeWithoutSendingIt(int size, boolean fits) {
		this.http.always(201, object("serials", List.of("s1")));
		RestChannel channel = client((options) -> options.maxMessageSize(1024)).channels().get("a");
		// the name counts too (TM6a)
		String data = "x".repeat(size - "event".length());
		if (fits) {
			await(channel.publish("event", data));
			assertThat(this.http.requests()).hasSize(1);
		}
		else {
			assertThat(failureOf(channel.publish("event", data)).code()).isEqualTo(40009);
			assertThat(this.http.requests()).isEmpty();
		}
	}

	@Test
	@Uts("rest/unit/RSL1j/all-attributes-transmitted-0")
	void sendsAllThatTheCallerSet() {
		this.http.always(201, object("serials", List.of("s1")));
		await(channel("a").publish(Message.builder()
			.name("test-event")
			.data("test-data")
			.clientId("explicit-client-id")
			.id("custom-message-id")
			.extras(Map.of("push", Map.of("notification", Map.of("title", "Test"))))
			.build()));
		assertThat(sentMessage()).containsEntry("name", "test-event")
			.containsEntry("data", "test-data")
			.containsEntry("clientId", "explicit-client-id")
			.containsEntry("id", "custom-message-id")
			.containsEntry("extras", Map.of("push", Map.of("notification", Map.of("title", "Test"))));
	}

	@Test
	@Uts("rest/unit/RSL1l/params-as-querystring-0")
	void sendsParamsInTheQuery() {
		this.http.always(201, object("serials", List.of("s1")));
		await(channel("a").publish(Message.of("event", "data"),
				Map.of("customParam", "customValue", "anotherParam", 123)));
		assertThat(this.http.request(0).query()).containsEntry("customParam", "customValue")
			.containsEntry("anotherParam", "123");
	}

	@ParameterizedTest
	@CsvSource({ ",lib-client", "lib-client,lib-client", "msg-client," })
	@Uts("rest/unit/RSL1m/clientid-not-injected-0")
	void leavesTheClientIdOfMessagesAlone(@Nullable String ofMessage, @Nullable String ofClient) {
		this.http.always(201, object("serials", List.of("s1")));
		await(client((options) -> options.clientId(ofClient)).channels()
			.get("a")
			.publish(Message.of("e", "d", ofMessage)));
		if (ofMessage == null) {
			assertThat(sentMessage()).doesNotContainKey("clientId");
		}
		else {
			assertThat(sentMessage()).containsEntry("clientId", ofMessage);
		}
	}

	@Test
	@Uts("rest/unit/RSL1n/publish-result-single-message-0")
	void tellsTheSerialOfAMessage() {
		this.http.always(201, object("channel", "a", "messageId", "m", "serials", List.of("serial-abc")));
		PublishResult result = await(channel("a").publish("event", "hello"));
		assertThat(result.serials()).containsExactly("serial-abc");
	}

	@Test
	@Uts("rest/unit/RSL1n/publish-result-batch-serials-1")
	void tellsTheSerialOfEachMessage() {
		this.http.always(201, object("serials", List.of("s1", "s2", "s3")));
		PublishResult result = await(channel("a").publish(
				List.of(Message.of("event1", "data1"), Message.of("event2", "data2"), Message.of("event3", "data3"))));
		assertThat(result.serials()).containsExactly("s1", "s2", "s3");
	}

	@Test
	@Uts("rest/unit/RSL1n/publish-result-null-serial-2")
	void aConflatedMessageHasNoSerial() {
		this.http.always(201, object("serials", Arrays.asList(null, "s2")));
		PublishResult result = await(
				channel("a").publish(List.of(Message.of("event1", "data1"), Message.of("event2", "data2"))));
		assertThat(result.serials()).containsExactly(null, "s2");
	}

	@Test
	void publishesMsgpackUnlessToldOtherwise() {
		this.http.always(201, object("serials", List.of("s1")));
		PublishResult result = await(client((options) -> options.useBinaryProtocol(true)).channels()
			.get("a")
			.publish("event", new byte[] { 1, 2 }));
		assertThat(result.serials()).containsExactly("s1");
		assertThat(this.http.request(0).header("Content-Type")).isEqualTo("application/x-msgpack");
		assertThat(sentMessage().get("data")).isEqualTo(new byte[] { 1, 2 });
		assertThat(sentMessage()).doesNotContainKey("encoding");
	}

	@Test
	void encryptsOnAChannelWithACipher() {
		this.http.always(201, object("serials", List.of("s1")));
		await(client().channels().get("a", ChannelOptions.withCipherKey(new byte[32])).publish("event", "secret"));
		assertThat(sentMessage()).containsEntry("encoding", "utf-8/cipher+aes-256-cbc/base64");
		assertThat(sentMessage().get("data")).asString().doesNotContain("secret");
	}

	@Test
	void whatCannotBePublishedFailsTheFuture() {
		assertThat(failureOf(channel("a").publish("event", 42)).code()).isEqualTo(40013);
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void publishAllStartsAtOnceAndSplits() {
		this.http.queue(201, object("serials", List.of("s1", "s2")))
			.queue(500, error(50000, 500, "broken"))
			.queue(201, object("serials", List.of("s5")));
		RestChannel channel = client((options) -> options.maxMessageSize(20).fallbackHosts(List.of())).channels()
			.get("a:b");
		List<PublishOutcome> outcomes = await(channel.publishAll(
				Stream.of("1", "2", "3", "4", "5").map((digit) -> Message.of(null, digit.repeat(10))).toList()));
		assertThat(this.http.requests()).hasSize(3)
			.allSatisfy((request) -> assertThat(request.path()).isEqualTo("/channels/a%3Ab/messages"));
		assertThat(bodyOf(0)).hasSize(2);
		assertThat(outcomes).extracting(PublishOutcome::isPublished).containsExactly(true, true, false, false, true);
		assertThat(outcomes.get(2)).isInstanceOfSatisfying(PublishOutcome.Failed.class,
				(failed) -> assertThat(failed.error().code()).isEqualTo(50000));
		assertThat(outcomes.get(4)).isInstanceOfSatisfying(PublishOutcome.Published.class,
				(published) -> assertThat(published.serial()).isEqualTo("s5"));
		assertThat(outcomes.get(1).message().id()).isEqualTo(bodyOf(0).get(1).get("id"));
	}

	@Test
	void publishAllOfAStreamStartsWhenItIsSubscribedTo() {
		this.http.always(201, object("serials", List.of("s1", "s2")));
		Flux<PublishOutcome> outcomes = channel("a").publishAll(Flux.just(Message.of("e", "1"), Message.of("e", "2")));
		assertThat(this.http.requests()).isEmpty();
		assertThat(await(outcomes.collectList().toFuture())).hasSize(2).allMatch(PublishOutcome::isPublished);
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	void publishAllOfNothingSendsNothing() {
		assertThat(await(channel("a").publishAll(List.of()))).isEmpty();
		assertThat(this.http.requests()).isEmpty();
	}

}
