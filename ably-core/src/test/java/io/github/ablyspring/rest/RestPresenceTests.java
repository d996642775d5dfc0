package io.github.ablyspring.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestPresenceTests extends RestTestSupport {

	private static final Instant START = Instant.ofEpochMilli(1609459200000L);

	private static final Instant END = Instant.ofEpochMilli(1609545600000L);

	@Test
	@Uts("rest/unit/RSP1a/presence-channel-attribute-0")
	void aChannelHasItsPresence() {
		this.http.always(200, List.of());
		RestPresence presence = channel("a").presence();
		assertThat(presence).isInstanceOf(RestPresence.class);
		await(presence.get());
		assertThat(this.http.request(0).path()).contains("/channels/a/");
	}

	@Test
	@Uts("rest/unit/RSP1b/same-instance-returned-0")
	void thePresenceOfAChannelIsAlwaysTheSame() {
		RestChannel channel = channel("a");
		assertThat(channel.presence()).isSameAs(channel.presence());
	}

	@Test
	@Uts("rest/unit/RSP3a/get-request-endpoint-0")
	void getsThePresentMembers() {
		this.http.always(200, List.of(object("action", 1, "clientId", "client1", "data", "hello"),
				object("action", 1, "clientId", "client2", "data", "world")));
		PaginatedResult<PresenceMessage> page = await(channel("a:b").presence().get());
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/a%3Ab/presence");
		assertThat(page.items()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSP3b/get-returns-presence-messages-0")
	void aMemberIsAPresenceMessage() {
		PresenceMessage member = present(object("action", 1, "clientId", "user123", "connectionId", "conn456", "data",
				"status data", "encoding", null, "timestamp", 1234567890000L));
		assertThat(member.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(member.clientId()).isEqualTo("user123");
		assertThat(member.connectionId()).isEqualTo("conn456");
		assertThat(member.data()).isEqualTo("status data");
		assertThat(member.timestamp()).isEqualTo(Instant.ofEpochMilli(1234567890000L));
	}

	@Test
	@Uts("rest/unit/RSP3c/get-empty-members-0")
	void nobodyPresentIsAnEmptyPage() {
		this.http.always(200, List.of());
		PaginatedResult<PresenceMessage> page = await(channel("a").presence().get());
		assertThat(page.items()).isEmpty();
		assertThat(page.hasNext()).isFalse();
	}

	@Test
	@Uts("rest/unit/RSP3a1/get-limit-parameter-0")
	void theLimitOfGetIsSent() {
		assertThat(queryOfGet(PresenceParams.builder().limit(50).build())).containsEntry("limit", "50");
	}

	@Test
	@Uts("rest/unit/RSP3a1/get-limit-default-100-1")
	void theLimitOfGetIsLeftToTheServer() {
		assertThat(queryOfGet(PresenceParams.none())).doesNotContainKey("limit");
	}

	@Test
	@Uts("rest/unit/RSP3a1/get-limit-max-1000-2")
	void theLargestLimitOfGetIsSent() {
		assertThat(queryOfGet(PresenceParams.builder().limit(1000).build())).containsEntry("limit", "1000");
	}

	@Test
	@Uts("rest/unit/RSP3a2/get-clientid-filter-0")
	void getFiltersByClient() {
		assertThat(queryOfGet(PresenceParams.builder().clientId("specific-client").build())).containsEntry("clientId",
				"specific-client");
	}

	@Test
	@Uts("rest/unit/RSP3a3/get-connectionid-filter-0")
	void getFiltersByConnection() {
		assertThat(queryOfGet(PresenceParams.builder().connectionId("conn123").build())).containsEntry("connectionId",
				"conn123");
	}

	@Test
	@Uts("rest/unit/RSP3/get-multiple-filters-0")
	void filtersOfGetGoTogether() {
		assertThat(queryOfGet(PresenceParams.builder().limit(25).clientId("user1").connectionId("conn1").build()))
			.containsExactlyInAnyOrderEntriesOf(Map.of("limit", "25", "clientId", "user1", "connectionId", "conn1"));
	}

	@Test
	@Uts("rest/unit/RSP4a/history-request-endpoint-0")
	void getsTheHistory() {
		this.http.always(200, List.of(object("action", 2, "clientId", "client1", "data", "entered"),
				object("action", 4, "clientId", "client1", "data", "left")));
		PaginatedResult<PresenceMessage> page = await(channel("a:b").presence().history());
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/a%3Ab/presence/history");
		assertThat(page.items()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSP4a/history-returns-paginated-1")
	void theHistoryIsAPageOfPresenceMessages() {
		this.http.always(200,
				List.of(object("action", 2, "clientId", "user1", "data", "d1", "timestamp", 1000),
						object("action", 3, "clientId", "user1", "data", "d2", "timestamp", 2000),
						object("action", 4, "clientId", "user1", "data", "d3", "timestamp", 3000)));
		PaginatedResult<PresenceMessage> page = await(channel("a").presence().history());
		assertThat(page.items()).extracting(PresenceMessage::action)
			.containsExactly(PresenceAction.ENTER, PresenceAction.LEAVE, PresenceAction.UPDATE);
	}

	@Test
	@Uts("rest/unit/RSP4b1/history-start-parameter-0")
	void theStartOfTheHistoryIsSent() {
		assertThat(queryOfHistory(HistoryParams.builder().start(START).build())).containsEntry("start",
				"1609459200000");
	}

	@Test
	@Uts("rest/unit/RSP4b1/history-end-parameter-1")
	void theEndOfTheHistoryIsSent() {
		assertThat(queryOfHistory(HistoryParams.builder().end(END).build())).containsEntry("end", "1609545600000");
	}

	@Test
	@Uts("rest/unit/RSP4b1/history-start-end-params-2")
	void startAndEndOfTheHistoryGoTogether() {
		assertThat(queryOfHistory(HistoryParams.builder().start(START).end(END).build()))
			.containsEntry("start", "1609459200000")
			.containsEntry("end", "1609545600000");
	}

	@Test
	@Uts("rest/unit/RSP4b1/history-datetime-objects-3")
	void timesAreThoseOfTheLanguage() {
		Instant start = LocalDateTime.of(2021, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
		assertThat(queryOfHistory(HistoryParams.builder().start(start).build())).containsEntry("start",
				"1609459200000");
	}

	@Test
	@Uts("rest/unit/RSP4b2/history-direction-backwards-default-0")
	void theDirectionOfTheHistoryIsLeftToTheServer() {
		assertThat(queryOfHistory(HistoryParams.none())).doesNotContainKey("direction");
	}

	@Test
	@Uts("rest/unit/RSP4b2/history-direction-forwards-1")
	void theHistoryCanBeReadForwards() {
		assertThat(queryOfHistory(HistoryParams.builder().direction(Direction.FORWARDS).build()))
			.containsEntry("direction", "forwards");
	}

	@Test
	@Uts("rest/unit/RSP4b2/history-direction-backwards-explicit-2")
	void theHistoryCanBeReadBackwards() {
		assertThat(queryOfHistory(HistoryParams.builder().direction(Direction.BACKWARDS).build()))
			.containsEntry("direction", "backwards");
	}

	@Test
	@Uts("rest/unit/RSP4b3/history-limit-parameter-0")
	void theLimitOfTheHistoryIsSent() {
		assertThat(queryOfHistory(HistoryParams.builder().limit(50).build())).containsEntry("limit", "50");
	}

	@Test
	@Uts("rest/unit/RSP4b3/history-limit-default-100-1")
	void theLimitOfTheHistoryIsLeftToTheServer() {
		assertThat(queryOfHistory(HistoryParams.none())).doesNotContainKey("limit");
	}

	@Test
	@Uts("rest/unit/RSP4b3/history-limit-max-1000-2")
	void theLargestLimitOfTheHistoryIsSent() {
		assertThat(queryOfHistory(HistoryParams.builder().limit(1000).build())).containsEntry("limit", "1000");
	}

	@Test
	@Uts("rest/unit/RSP4/history-all-parameters-0")
	void paramsOfTheHistoryGoTogether() {
		assertThat(queryOfHistory(
				HistoryParams.builder().start(START).end(END).direction(Direction.FORWARDS).limit(50).build()))
			.containsExactlyInAnyOrderEntriesOf(
					Map.of("start", "1609459200000", "end", "1609545600000", "direction", "forwards", "limit", "50"));
	}

	@Test
	@Uts("rest/unit/RSP3/get-pagination-link-header-1")
	void aLinkLeadsToTheNextPage() {
		this.http.queue(200, List.of(object("action", 1, "clientId", "client1"), object("action", 1, "clientId", "c2")),
				Map.of("Link", "</channels/a/presence?page=2>; rel=\"next\""));
		PaginatedResult<PresenceMessage> page = await(channel("a").presence().get());
		assertThat(page.items()).hasSize(2);
		assertThat(page.hasNext()).isTrue();
	}

	@Test
	@Uts("rest/unit/RSP3/get-pagination-next-page-2")
	void getsTheNextPage() {
		this.http
			.queue(200, List.of(object("action", 1, "clientId", "client1")),
					Map.of("Link", "</channels/a/presence?page=2>; rel=\"next\""))
			.queue(200, List.of(object("action", 1, "clientId", "client2")));
		PaginatedResult<PresenceMessage> first = await(channel("a").presence().get());
		PaginatedResult<PresenceMessage> second = next(first);
		assertThat(first.items().get(0).clientId()).isEqualTo("client1");
		assertThat(second.items().get(0).clientId()).isEqualTo("client2");
		assertThat(second.hasNext()).isFalse();
		assertThat(this.http.request(1).query()).containsEntry("page", "2");
	}

	@Test
	@Uts("rest/unit/RSP4/history-pagination-1")
	void getsTheNextPageOfTheHistory() {
		this.http
			.queue(200, List.of(object("action", 2, "clientId", "c1", "timestamp", 3000)),
					Map.of("Link", "</channels/a/presence/history?page=2>; rel=\"next\""))
			.queue(200, List.of(object("action", 3, "clientId", "c1", "timestamp", 1000)));
		PaginatedResult<PresenceMessage> first = await(channel("a").presence().history());
		PaginatedResult<PresenceMessage> second = next(first);
		assertThat(first.items().get(0).action()).isEqualTo(PresenceAction.ENTER);
		assertThat(second.items().get(0).action()).isEqualTo(PresenceAction.LEAVE);
	}

	@Test
	@Uts("rest/unit/RSP3/get-server-error-3")
	void anErrorOfTheServerFailsGet() {
		this.http.always(500, error(50000, 500, "Internal server error"));
		assertFailure(failureOf(channel("a").presence().get()), 50000, 500);
	}

	@Test
	@Uts("rest/unit/RSP4/history-auth-error-2")
	void wrongCredentialsFailTheHistory() {
		this.http.always(401, error(40101, 401, "Invalid credentials"));
		assertFailure(failureOf(
				client((options) -> options.key("invalid.key:secret")).channels().get("a").presence().history()), 40101,
				401);
	}

	@Test
	@Uts("rest/unit/RSP3/get-channel-not-found-4")
	void whatIsNotFoundFailsGet() {
		this.http.always(404, error(40400, 404, "Channel not found"));
		assertFailure(failureOf(channel("a").presence().get()), 40400, 404);
	}

	@Test
	@Uts("rest/unit/RSP3/get-standard-headers-5")
	void getHasTheHeadersOfEveryRequest() {
		queryOfGet(PresenceParams.none());
		assertThat(this.http.request(0).header("X-Ably-Version")).isNotNull();
		assertThat(this.http.request(0).header("Ably-Agent")).contains("ably-");
		assertThat(this.http.request(0).header("Accept")).isNotNull();
	}

	@Test
	@Uts("rest/unit/RSP4/history-auth-header-3")
	void theHistoryIsAskedForWithTheKey() {
		queryOfHistory(HistoryParams.none());
		assertThat(this.http.request(0).header("Authorization")).startsWith("Basic ");
	}

	@Test
	@Uts("rest/unit/RSP3/get-request-id-enabled-6")
	void getHasARequestIdIfThatIsWanted() {
		this.http.always(200, List.of());
		await(client((options) -> options.addRequestIds(true)).channels().get("a").presence().get());
		assertThat(this.http.request(0).query().get("request_id")).isNotEmpty();
	}

	@Test
	@Uts("rest/unit/RSP5/decode-string-data-0")
	void textStaysText() {
		assertThat(present(object("action", 1, "clientId", "c1", "data", "plain string data")).data())
			.isEqualTo("plain string data");
	}

	@Test
	@Uts("rest/unit/RSP5/decode-json-data-1")
	void jsonIsDecoded() {
		PresenceMessage member = present(object("action", 1, "clientId", "c1", "data",
				"{\"status\":\"online\",\"count\":42}", "encoding", "json"));
		assertThat(member.data()).isEqualTo(Map.of("status", "online", "count", 42L));
		assertThat(member.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSP5/decode-base64-binary-2")
	void base64IsDecodedToBytes() {
		PresenceMessage member = present(
				object("action", 1, "clientId", "c1", "data", "SGVsbG8gV29ybGQ=", "encoding", "base64"));
		assertThat(member.data()).isEqualTo("Hello World".getBytes(StandardCharsets.UTF_8));
		assertThat(member.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSP5/decode-msgpack-binary-3")
	void bytesInMsgpackStayBytes() {
		byte[] bytes = "some data".getBytes(StandardCharsets.US_ASCII);
		this.http.always(200, List.of(object("action", 1, "clientId", "client1", "data", bytes)));
		PresenceMessage member = await(
				client((options) -> options.useBinaryProtocol(true)).channels().get("a").presence().get())
			.items()
			.get(0);
		assertThat(this.http.request(0).header("Accept")).isEqualTo("application/x-msgpack");
		assertThat(member.data()).isEqualTo(bytes);
		assertThat(member.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSP5/decode-utf8-data-4")
	void utf8IsDecodedToText() {
		assertThat(
				present(object("action", 1, "clientId", "c1", "data", "SGVsbG8gV29ybGQ=", "encoding", "utf-8/base64"))
					.data())
			.isEqualTo("Hello World");
	}

	@Test
	@Uts("rest/unit/RSP5/decode-chained-encoding-5")
	void encodingsAreUndoneFromTheLast() {
		assertThat(present(
				object("action", 1, "clientId", "c1", "data", "eyJrZXkiOiJ2YWx1ZSJ9", "encoding", "json/base64"))
			.data()).isEqualTo(Map.of("key", "value"));
	}

	@Test
	@Uts("rest/unit/RSP5/decode-history-messages-6")
	void theHistoryIsDecodedToo() {
		this.http.always(200,
				List.of(object("action", 2, "clientId", "c1", "data", "{\"event\":\"entered\"}", "encoding", "json")));
		assertThat(await(channel("a").presence().history()).items().get(0).data())
			.isEqualTo(Map.of("event", "entered"));
	}

	/**
	 * The ciphertext is that of ably-common; the one in the portable test lacks its last
	 * block.
	 */
	@Test
	@Uts("rest/unit/RSP5/decode-cipher-channel-7")
	void whatIsEncryptedIsDecryptedWithTheCipherOfTheChannel() {
		this.http.always(200,
				List.of(object("action", 1, "clientId", "c1", "data",
						"HO4cYSP8LybPYBPZPHQOtuD53yrD3YV3NBoTEYBh4U0N1QXHbtkfsDfTspKeLQFt", "encoding",
						"json/utf-8/cipher+aes-128-cbc/base64")));
		RestChannel channel = client().channels().get("a", ChannelOptions.withCipherKey("WUP6u0K7MXI5Zeo0VppPwg=="));
		assertThat(await(channel.presence().get()).items().get(0).data())
			.isEqualTo(Map.of("example", Map.of("json", "Object")));
	}

	@Test
	@Uts("rest/unit/RSP5/presence-action-mapping-8")
	void eachActionIsKnown() {
		this.http.always(200,
				List.of(0, 1, 2, 3, 4).stream().map((action) -> object("action", action, "clientId", "c")).toList());
		assertThat(await(channel("a").presence().history()).items()).extracting(PresenceMessage::action)
			.containsExactly(PresenceAction.ABSENT, PresenceAction.PRESENT, PresenceAction.ENTER, PresenceAction.LEAVE,
					PresenceAction.UPDATE);
	}

	private PresenceMessage present(Map<String, @Nullable Object> member) {
		this.http.always(200, List.of(member));
		PaginatedResult<PresenceMessage> page = await(channel("a").presence().get());
		assertThat(page.items()).hasSize(1);
		return page.items().get(0);
	}

	private Map<String, String> queryOfGet(PresenceParams params) {
		this.http.always(200, List.of());
		await(channel("a").presence().get(params));
		return this.http.lastRequest().query();
	}

	private Map<String, String> queryOfHistory(HistoryParams params) {
		this.http.always(200, List.of());
		await(channel("a").presence().history(params));
		return this.http.lastRequest().query();
	}

	private PaginatedResult<PresenceMessage> next(PaginatedResult<PresenceMessage> page) {
		PaginatedResult<PresenceMessage> next = await(page.next());
		assertThat(next).isNotNull();
		return next;
	}

	private static void assertFailure(AblyException failure, int code, int statusCode) {
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.statusCode()).isEqualTo(statusCode);
	}

}
