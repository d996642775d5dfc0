package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPresenceTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSC24/get-presence-channels-param-0")
	void asksForAllChannelsAtOnce() {
		presence(answer(2, 0, nobody("channel-a"), nobody("channel-b")), "channel-a", "channel-b");
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/presence");
		assertThat(this.http.request(0).query()).containsEntry("channels", "channel-a,channel-b");
	}

	@Test
	@Uts("rest/unit/RSC24/single-channel-param-0")
	void asksForOneChannel() {
		presence(answer(1, 0, nobody("my-channel")), "my-channel");
		assertThat(this.http.request(0).query()).containsEntry("channels", "my-channel");
	}

	@Test
	@Uts("rest/unit/RSC24/special-chars-comma-joined-0")
	void namesAreJoinedAsTheyAre() {
		presence(answer(2, 0, nobody("foo:bar"), nobody("baz/qux")), "foo:bar", "baz/qux");
		assertThat(this.http.request(0).query()).containsEntry("channels", "foo:bar,baz/qux");
	}

	@Test
	@Uts("rest/unit/BAR2/mixed-success-failure-counts-0")
	void countsSuccessesAndFailures() {
		assertCounts(presence(answer(3, 1, nobody("ch-1"), nobody("ch-2"), nobody("ch-3"), restricted("ch-4")), "ch-1",
				"ch-2", "ch-3", "ch-4"), 3, 1);
	}

	@Test
	@Uts("rest/unit/BAR2/all-success-counts-0")
	void countsSuccesses() {
		assertCounts(presence(answer(2, 0, nobody("ch-a"), nobody("ch-b")), "ch-a", "ch-b"), 2, 0);
	}

	@Test
	@Uts("rest/unit/BAR2/all-failure-counts-0")
	void countsFailures() {
		assertCounts(presence(answer(0, 2, restricted("ch-a"), restricted("ch-b")), "ch-a", "ch-b"), 0, 2);
	}

	@Test
	@Uts("rest/unit/BGR2/success-with-members-0")
	void aSuccessTellsTheMembers() {
		BatchResult<BatchPresenceResult> result = presence(
				answer(1, 0,
						object("channel", "my-channel", "presence", List.of(
								object("clientId", "client-1", "action", 1, "connectionId", "conn-abc", "id",
										"conn-abc:0:0", "timestamp", 1700000000000L, "data", "hello"),
								object("clientId", "client-2", "action", 1, "connectionId", "conn-def", "id",
										"conn-def:0:0", "timestamp", 1700000000000L, "data", object("key", "value"))))),
				"my-channel");
		assertThat(result.results()).hasSize(1);
		BatchPresenceSuccessResult success = success(result, 0);
		assertThat(success.channel()).isEqualTo("my-channel");
		assertThat(success.presence()).hasSize(2);
		PresenceMessage first = success.presence().get(0);
		assertThat(first.clientId()).isEqualTo("client-1");
		assertThat(first.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(first.connectionId()).isEqualTo("conn-abc");
		assertThat(first.data()).isEqualTo("hello");
		assertThat(success.presence().get(1).clientId()).isEqualTo("client-2");
		assertThat(success.presence().get(1).data()).isEqualTo(Map.of("key", "value"));
	}

	@Test
	@Uts("rest/unit/BGR2/success-empty-presence-0")
	void nobodyMayBePresent() {
		BatchPresenceSuccessResult success = success(presence(answer(1, 0, nobody("empty-channel")), "empty-channel"),
				0);
		assertThat(success.channel()).isEqualTo("empty-channel");
		assertThat(success.presence()).isEmpty();
	}

	@Test
	@Uts("rest/unit/BGF2/failure-error-details-0")
	void aFailureTellsWhy() {
		BatchResult<BatchPresenceResult> result = presence(answer(0, 1, restricted("restricted-channel")),
				"restricted-channel");
		assertThat(result.results()).hasSize(1);
		BatchPresenceFailureResult failure = failure(result, 0);
		assertThat(failure.channel()).isEqualTo("restricted-channel");
		assertThat(failure.error().code()).isEqualTo(40160);
		assertThat(failure.error().statusCode()).isEqualTo(401);
		assertThat(failure.error().message()).contains("not permitted");
	}

	@Test
	@Uts("rest/unit/RSC24/mixed-success-failure-results-0")
	void someChannelsMayFail() {
		BatchResult<BatchPresenceResult> result = presence(
				answer(1, 1,
						object("channel", "allowed-channel", "presence",
								List.of(object("clientId", "user-1", "action", 1, "connectionId", "conn-1", "id",
										"conn-1:0:0", "timestamp", 1700000000000L))),
						restricted("restricted-channel")),
				"allowed-channel", "restricted-channel");
		assertCounts(result, 1, 1);
		assertThat(success(result, 0).channel()).isEqualTo("allowed-channel");
		assertThat(success(result, 0).presence()).singleElement()
			.satisfies((member) -> assertThat(member.clientId()).isEqualTo("user-1"));
		assertThat(failure(result, 1).channel()).isEqualTo("restricted-channel");
		assertThat(failure(result, 1).error().code()).isEqualTo(40160);
	}

	@Test
	@Uts("rest/unit/RSC24/server-error-propagated-0")
	void anErrorOfTheServerFailsAll() {
		this.http.always(500, error(50000, 500, "Internal error"));
		AblyException failure = failureOf(client().batchPresence(List.of("any-channel")));
		assertThat(failure.code()).isEqualTo(50000);
		assertThat(failure.statusCode()).isEqualTo(500);
	}

	@Test
	@Uts("rest/unit/RSC24/auth-error-propagated-0")
	void wrongCredentialsFailAll() {
		this.http.always(401, error(40101, 401, "Invalid credentials"));
		AblyException failure = failureOf(client().batchPresence(List.of("any-channel")));
		assertThat(failure.code()).isEqualTo(40101);
		assertThat(failure.statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("rest/unit/RSC24/uses-configured-auth-0")
	void isAuthenticatedAsEveryRequest() {
		presence(answer(1, 0, nobody("ch")), "ch");
		assertThat(this.http.request(0).header("Authorization")).startsWith("Basic ");
	}

	@Test
	void noChannelsAreRefused() {
		assertThat(failureOf(client().batchPresence(List.of())).code()).isEqualTo(40000);
		assertThat(this.http.requests()).isEmpty();
	}

	private BatchResult<BatchPresenceResult> presence(Map<String, @Nullable Object> answer, String... channels) {
		this.http.always(200, answer);
		return await(client().batchPresence(List.of(channels)));
	}

	private static Map<String, @Nullable Object> answer(int successCount, int failureCount, Object... results) {
		return object("successCount", successCount, "failureCount", failureCount, "results", List.of(results));
	}

	private static Map<String, @Nullable Object> nobody(String channel) {
		return object("channel", channel, "presence", List.of());
	}

	private static Map<String, @Nullable Object> restricted(String channel) {
		return object("channel", channel, "error",
				object("code", 40160, "statusCode", 401, "message", "Channel operation not permitted"));
	}

	private static BatchPresenceSuccessResult success(BatchResult<BatchPresenceResult> result, int index) {
		assertThat(result.results().get(index)).isInstanceOf(BatchPresenceSuccessResult.class);
		return (BatchPresenceSuccessResult) result.results().get(index);
	}

	private static BatchPresenceFailureResult failure(BatchResult<BatchPresenceResult> result, int index) {
		assertThat(result.results().get(index)).isInstanceOf(BatchPresenceFailureResult.class);
		return (BatchPresenceFailureResult) result.results().get(index);
	}

	private static void assertCounts(BatchResult<BatchPresenceResult> result, int successes, int failures) {
		assertThat(result.successCount()).isEqualTo(successes);
		assertThat(result.failureCount()).isEqualTo(failures);
		assertThat(result.results()).hasSize(successes + failures);
	}

}
