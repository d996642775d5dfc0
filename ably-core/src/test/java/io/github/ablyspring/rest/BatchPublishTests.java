package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPublishTests extends RestTestSupport {

	private static final String ID = "[A-Za-z0-9_-]{12,}:[0-9]+";

	@Test
	@Uts("rest/unit/RSC22c/single-spec-post-messages-0")
	void publishesASpec() {
		this.http.always(201, answers(envelope(success("a"), success("b"))));
		await(client().batchPublish(new BatchPublishSpec(List.of("a", "b"), List.of(Message.of("event", "hello")))));
		PendingRequest request = this.http.request(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/messages");
		assertThat(bodyOf(0)).singleElement().satisfies((spec) -> {
			assertThat(spec).containsEntry("channels", List.of("a", "b"));
			assertThat(messages(spec)).singleElement()
				.satisfies(
						(message) -> assertThat(message).containsEntry("name", "event").containsEntry("data", "hello"));
		});
	}

	@Test
	@Uts("rest/unit/RSC22c/array-specs-post-messages-0")
	void publishesSpecs() {
		this.http.always(201, answers(envelope(success("a")), envelope(success("b"))));
		await(client().batchPublish(List.of(BatchPublishSpec.of("a", Message.of("e1", "d1")),
				BatchPublishSpec.of("b", Message.of("e2", "d2")))));
		assertThat(this.http.request(0).method()).isEqualTo("POST");
		assertThat(this.http.request(0).path()).isEqualTo("/messages");
		assertThat(bodyOf(0)).extracting((spec) -> spec.get("channels")).containsExactly(List.of("a"), List.of("b"));
		assertThat(bodyOf(0)).extracting((spec) -> messages(spec).get(0).get("data")).containsExactly("d1", "d2");
	}

	@Test
	@Uts("rest/unit/RSC22c/single-spec-single-result-0")
	void aSpecHasAResult() {
		this.http.always(201, object("channel", "a", "messageId", "msg123", "serials", List.of("serial1")));
		BatchResult<BatchPublishResult> result = await(
				client().batchPublish(BatchPublishSpec.of("a", Message.of("event", "data"))));
		assertThat(result.results()).containsExactly(new BatchPublishSuccessResult("a", "msg123", List.of("serial1")));
		assertThat(result.successCount()).isEqualTo(1);
		assertThat(result.failureCount()).isZero();
	}

	@Test
	@Uts("rest/unit/RSC22c/array-specs-array-results-0")
	void specsHaveAResultEach() {
		this.http.always(201, List.of(object("channel", "a", "messageId", "msg1", "serials", List.of("s1")),
				object("channel", "b", "messageId", "msg2", "serials", List.of("s2"))));
		List<BatchResult<BatchPublishResult>> results = await(client().batchPublish(List
			.of(BatchPublishSpec.of("a", Message.of("e1", "d1")), BatchPublishSpec.of("b", Message.of("e2", "d2")))));
		assertThat(results).containsExactly(
				new BatchResult<>(1, 0, List.of(new BatchPublishSuccessResult("a", "msg1", List.of("s1")))),
				new BatchResult<>(1, 0, List.of(new BatchPublishSuccessResult("b", "msg2", List.of("s2")))));
	}

	@Test
	void envelopesAreDealtOutToTheirSpecs() {
		this.http.always(201, answers(envelope(success("a"), failure("b")), envelope(success("c"))));
		List<BatchResult<BatchPublishResult>> results = await(
				client().batchPublish(List.of(new BatchPublishSpec(List.of("a", "b"), List.of(Message.of("e1", "d1"))),
						BatchPublishSpec.of("c", Message.of("e2", "d2")))));
		assertThat(results).extracting(BatchResult::successCount).containsExactly(1, 1);
		assertThat(results).extracting(BatchResult::failureCount).containsExactly(1, 0);
		assertThat(results.get(1).results()).extracting(BatchPublishResult::channel).containsExactly("c");
	}

	@Test
	@Uts("rest/unit/RSC22c/multiple-channels-multiple-results-0")
	void eachChannelOfASpecHasAResult() {
		this.http.always(201, answers(envelope(success("a"), success("b"), success("c"))));
		BatchResult<BatchPublishResult> result = await(client()
			.batchPublish(new BatchPublishSpec(List.of("a", "b", "c"), List.of(Message.of("event", "data")))));
		assertThat(result.results()).extracting(BatchPublishResult::channel).containsExactly("a", "b", "c");
	}

	@Test
	@Uts("rest/unit/RSC22c/messages-encoded-per-rsl4-0")
	void messagesAreEncoded() {
		this.http.always(201, answers(envelope(success("a"))));
		await(client().batchPublish(BatchPublishSpec.of("a", Message.of("text", "plain"),
				Message.of("binary", new byte[] { 1, 2, 3 }), Message.of("json", Map.of("key", "value")))));
		List<Map<String, @Nullable Object>> messages = messages(bodyOf(0).get(0));
		assertThat(messages.get(0)).containsEntry("data", "plain").doesNotContainKey("encoding");
		assertThat(messages.get(1)).containsEntry("data", "AQID").containsEntry("encoding", "base64");
		assertThat(messages.get(2)).containsEntry("encoding", "json");
		assertThat(json(messages.get(2).get("data"))).isEqualTo(Map.of("key", "value"));
	}

	@Test
	@Uts("rest/unit/RSC22c/uses-configured-auth-0")
	void isAuthenticatedAsEveryRequest() {
		this.http.always(201, answers(envelope(success("a"))));
		BatchPublishSpec spec = BatchPublishSpec.of("a", Message.of("event", "data"));
		await(clientWithToken("a-token").batchPublish(spec));
		assertThat(this.http.lastRequest().header("Authorization")).isIn("Bearer a-token",
				"Bearer " + base64("a-token"));
		await(client().batchPublish(spec));
		assertThat(this.http.lastRequest().header("Authorization")).isEqualTo("Basic " + base64(RestFixture.KEY));
	}

	@Test
	@Uts("rest/unit/RSC22d/idempotent-ids-generated-0")
	void eachSpecHasItsOwnBaseOfIds() {
		this.http.always(201, answers(envelope(success("a")), envelope(success("b"))));
		await(client().batchPublish(List.of(BatchPublishSpec.of("a", Message.of("e1", "d1"), Message.of("e2", "d2")),
				BatchPublishSpec.of("b", Message.of("e3", "d3")))));
		List<String> first = ids(bodyOf(0).get(0));
		List<String> second = ids(bodyOf(0).get(1));
		assertThat(first).allMatch((id) -> id.matches(ID)).doesNotHaveDuplicates();
		assertThat(first.get(0)).endsWith(":0");
		assertThat(first.get(1)).isEqualTo(base(first.get(0)) + ":1");
		assertThat(second).singleElement().asString().matches(ID).endsWith(":0");
		assertThat(base(second.get(0))).isNotEqualTo(base(first.get(0)));
	}

	@Test
	@Uts("rest/unit/RSC22d/explicit-ids-preserved-0")
	void idsOfTheCallerAreKept() {
		this.http.always(201, answers(envelope(success("a"))));
		await(client().batchPublish(BatchPublishSpec.of("a", Message.builder().id("mine-1").name("e1").build(),
				Message.builder().id("mine-2").name("e2").build())));
		assertThat(ids(bodyOf(0).get(0))).containsExactly("mine-1", "mine-2");
	}

	@Test
	@Uts("rest/unit/RSC22d/ids-not-generated-disabled-0")
	void noIdsWhenIdempotentPublishingIsOff() {
		this.http.always(201, answers(envelope(success("a"))));
		await(client((options) -> options.idempotentRestPublishing(false))
			.batchPublish(BatchPublishSpec.of("a", Message.of("e1", "d1"), Message.of("e2", "d2"))));
		assertThat(messages(bodyOf(0).get(0))).hasSize(2)
			.allSatisfy((message) -> assertThat(message).doesNotContainKey("id"));
	}

	@Test
	@Uts("rest/unit/BSP2a/channels-array-strings-0")
	void theChannelsOfASpecAreNames() {
		this.http.always(201, answers(envelope(success("a"), success("b"), success("c"))));
		await(client().batchPublish(new BatchPublishSpec(List.of("a", "b", "c"), List.of(Message.of("e", "d")))));
		assertThat(bodyOf(0).get(0)).containsEntry("channels", List.of("a", "b", "c"));
	}

	@Test
	@Uts("rest/unit/BSP2b/messages-array-objects-0")
	void theMessagesOfASpecAreMessages() {
		this.http.always(201, answers(envelope(success("a"))));
		await(client().batchPublish(
				BatchPublishSpec.of("a", Message.of("event1", "data1"), Message.of("event2", Map.of("key", "value")))));
		List<Map<String, @Nullable Object>> messages = messages(bodyOf(0).get(0));
		assertThat(messages).extracting((message) -> message.get("name")).containsExactly("event1", "event2");
		assertThat(messages.get(0)).containsEntry("data", "data1");
		assertThat(messages.get(1)).containsEntry("encoding", "json");
		assertThat(json(messages.get(1).get("data"))).isEqualTo(Map.of("key", "value"));
	}

	@Test
	@Uts("rest/unit/BPR2a/success-channel-name-0")
	void aSuccessNamesItsChannel() {
		assertThat(
				published(object("channel", "test-BPR2a", "messageId", "msg123", "serials", List.of("s1"))).channel())
			.isEqualTo("test-BPR2a");
	}

	@Test
	@Uts("rest/unit/BPR2b/success-message-id-prefix-0")
	void aSuccessTellsWhatTheIdsStartWith() {
		assertThat(published(object("channel", "a", "messageId", "unique-id-prefix", "serials", List.of("s1", "s2")))
			.messageId()).isEqualTo("unique-id-prefix");
	}

	@Test
	@Uts("rest/unit/BPR2c/serials-array-0")
	void aSuccessTellsTheSerials() {
		assertThat(published(
				object("channel", "a", "messageId", "msg", "serials", List.of("serial1", "serial2", "serial3")))
			.serials()).containsExactly("serial1", "serial2", "serial3");
	}

	@Test
	@Uts("rest/unit/BPR2c/serials-null-conflated-0")
	void aConflatedMessageHasNoSerial() {
		assertThat(published(
				object("channel", "a", "messageId", "msg", "serials", Arrays.asList("serial1", null, "serial3")))
			.serials()).containsExactly("serial1", null, "serial3");
	}

	@Test
	@Uts("rest/unit/BPF2a/failure-channel-name-0")
	void aFailureNamesItsChannel() {
		assertThat(failed(object("channel", "test-BPF2a", "error",
				object("code", 40160, "statusCode", 401, "message", "Not permitted")))
			.channel()).isEqualTo("test-BPF2a");
	}

	@Test
	@Uts("rest/unit/BPF2b/failure-error-info-0")
	void aFailureTellsWhy() {
		ErrorInfo error = failed(object("channel", "a", "error", object("code", 40160, "statusCode", 401, "message",
				"Channel operation not permitted", "href", "https://help.ably.io/error/40160")))
			.error();
		assertThat(error.code()).isEqualTo(40160);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(error.message()).contains("not permitted");
	}

	@Test
	@Uts("rest/unit/RSC22c/partial-success-mixed-results-0")
	void someChannelsMayFail() {
		this.http.always(201, answers(envelope(success("allowed"), failure("restricted"))));
		BatchResult<BatchPublishResult> result = await(client().batchPublish(
				new BatchPublishSpec(List.of("allowed", "restricted"), List.of(Message.of("event", "data")))));
		assertThat(result.results()).hasSize(2);
		assertThat(result.results().get(0)).isInstanceOf(BatchPublishSuccessResult.class);
		assertThat(result.results().get(1)).isInstanceOf(BatchPublishFailureResult.class);
	}

	@Test
	@Uts("rest/unit/RSC22c/distinguish-success-failure-0")
	void successAndFailureAreDifferentTypes() {
		this.http.always(201, answers(envelope(success("a"), failure("b"))));
		BatchResult<BatchPublishResult> result = await(
				client().batchPublish(new BatchPublishSpec(List.of("a", "b"), List.of(Message.of("event", "data")))));
		List<String> told = new ArrayList<>();
		for (BatchPublishResult each : result.results()) {
			if (each instanceof BatchPublishSuccessResult success) {
				told.add(success.messageId() + success.serials());
			}
			else if (each instanceof BatchPublishFailureResult failure) {
				told.add(String.valueOf(failure.error().code()));
			}
		}
		assertThat(told).containsExactly("msg[s1]", "40160");
	}

	@Test
	@Uts("rest/unit/RSC22/empty-channels-rejected-0")
	void aSpecWithoutChannelsIsRefused() {
		assertRefused(new BatchPublishSpec(List.of(), List.of(Message.of("event", "data"))));
	}

	@Test
	@Uts("rest/unit/RSC22/empty-messages-rejected-0")
	void aSpecWithoutMessagesIsRefused() {
		assertRefused(new BatchPublishSpec(List.of("a"), List.of()));
	}

	@Test
	@Uts("rest/unit/RSC22/server-error-propagated-0")
	void anErrorOfTheServerFailsTheBatch() {
		this.http.always(500, error(50000, 500, "Internal error"));
		AblyException failure = failureOf(client().batchPublish(BatchPublishSpec.of("a", Message.of("e", "d"))));
		assertThat(failure.code()).isEqualTo(50000);
		assertThat(failure.statusCode()).isEqualTo(500);
	}

	@Test
	@Uts("rest/unit/RSC22/auth-error-propagated-0")
	void wrongCredentialsFailTheBatch() {
		this.http.always(401, error(40101, 401, "Invalid credentials"));
		AblyException failure = failureOf(client().batchPublish(BatchPublishSpec.of("a", Message.of("e", "d"))));
		assertThat(failure.code()).isEqualTo(40101);
		assertThat(failure.statusCode()).isEqualTo(401);
	}

	/**
	 * The portable test names protocol version 2, which is long past: the version is that
	 * of CSV2b.
	 */
	@Test
	@Uts("rest/unit/RSC22/standard-headers-included-0")
	void hasTheHeadersOfEveryRequest() {
		this.http.always(201, answers(envelope(success("a"))));
		await(client().batchPublish(BatchPublishSpec.of("a", Message.of("e", "d"))));
		assertThat(this.http.request(0).header("X-Ably-Version")).isEqualTo("6");
		assertThat(this.http.request(0).header("Ably-Agent")).isNotEmpty();
		assertThat(this.http.request(0).header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	@Uts("rest/unit/RSC22/request-id-included-0")
	void hasARequestIdIfThatIsWanted() {
		this.http.always(201, answers(envelope(success("a"))));
		AblyRest client = client((options) -> options.addRequestIds(true));
		await(client.batchPublish(BatchPublishSpec.of("a", Message.of("e", "d"))));
		await(client.batchPublish(BatchPublishSpec.of("a", Message.of("e", "d"))));
		assertThat(this.http.request(0).query().get("request_id")).isNotEmpty()
			.isNotEqualTo(this.http.request(1).query().get("request_id"));
	}

	@Test
	@Uts("rest/unit/RSC22/multiple-messages-per-channel-0")
	void takesManyMessages() {
		List<String> serials = IntStream.range(0, 100).mapToObj((i) -> "s" + i).toList();
		this.http.always(201, answers(envelope(object("channel", "a", "messageId", "msg", "serials", serials))));
		List<Message> messages = IntStream.range(0, 100).mapToObj((i) -> Message.of("event", "data" + i)).toList();
		BatchResult<BatchPublishResult> result = await(
				client().batchPublish(new BatchPublishSpec(List.of("a"), messages)));
		assertThat(messages(bodyOf(0).get(0))).extracting((message) -> message.get("data"))
			.isEqualTo(messages.stream().map(Message::data).toList());
		assertThat(result.results()).singleElement()
			.isEqualTo(new BatchPublishSuccessResult("a", "msg", new ArrayList<>(serials)));
	}

	@Test
	@Uts("rest/unit/RSC22/multiple-channels-multiple-messages-0")
	void takesManyMessagesForManyChannels() {
		this.http.always(201, answers(envelope(success("a"), success("b"), success("c"))));
		BatchResult<BatchPublishResult> result = await(client().batchPublish(new BatchPublishSpec(
				List.of("a", "b", "c"), List.of(Message.of("e", "1"), Message.of("e", "2"), Message.of("e", "3")))));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(bodyOf(0).get(0)).containsEntry("channels", List.of("a", "b", "c"));
		assertThat(messages(bodyOf(0).get(0))).hasSize(3);
		assertThat(result.results()).hasSize(3).allMatch(BatchPublishSuccessResult.class::isInstance);
	}

	@Test
	void whatIsTooLargeIsRefused() {
		AblyException failure = failureOf(client((options) -> options.maxMessageSize(10))
			.batchPublish(BatchPublishSpec.of("a", Message.of("event", "123456"))));
		assertThat(failure.code()).isEqualTo(40009);
		assertThat(this.http.requests()).isEmpty();
	}

	private BatchPublishSuccessResult published(Map<String, @Nullable Object> item) {
		this.http.always(201, answers(envelope(item)));
		return (BatchPublishSuccessResult) onlyResult();
	}

	private BatchPublishFailureResult failed(Map<String, @Nullable Object> item) {
		this.http.always(201, answers(envelope(item)));
		return (BatchPublishFailureResult) onlyResult();
	}

	private BatchPublishResult onlyResult() {
		List<BatchPublishResult> results = await(
				client().batchPublish(BatchPublishSpec.of("a", Message.of("event", "data"))))
			.results();
		assertThat(results).hasSize(1);
		return results.get(0);
	}

	private void assertRefused(BatchPublishSpec spec) {
		AblyException failure = failureOf(client().batchPublish(spec));
		assertThat(failure.code()).isEqualTo(40000);
		assertThat(failure.statusCode()).isEqualTo(400);
		assertThat(this.http.requests()).isEmpty();
	}

	private static List<Object> answers(Object... envelopes) {
		return List.of(envelopes);
	}

	private static Map<String, @Nullable Object> envelope(Object... items) {
		long failures = Arrays.stream(items).filter((item) -> ((Map<?, ?>) item).containsKey("error")).count();
		return object("successCount", items.length - failures, "failureCount", failures, "results", List.of(items));
	}

	private static Map<String, @Nullable Object> success(String channel) {
		return object("channel", channel, "messageId", "msg", "serials", List.of("s1"));
	}

	private static Map<String, @Nullable Object> failure(String channel) {
		return object("channel", channel, "error",
				object("code", 40160, "statusCode", 401, "message", "Channel operation not permitted"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, @Nullable Object>> messages(Map<String, @Nullable Object> spec) {
		return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(spec.get("messages"));
	}

	private static List<String> ids(Map<String, @Nullable Object> spec) {
		return messages(spec).stream().map((message) -> String.valueOf(message.get("id"))).toList();
	}

	private static String base(String id) {
		return id.substring(0, id.indexOf(':'));
	}

}
