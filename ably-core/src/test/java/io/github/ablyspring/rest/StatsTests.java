package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statistics of an app.
 */
class StatsTests {

	private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

	private static final Instant END = Instant.parse("2024-01-31T23:59:59Z");

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSC6a/returns-paginated-stats-0")
	void statisticsComeInPages() {
		this.http.always(200, List.of(hour("2024-01-01:00:00", 100, 5000), hour("2024-01-01:01:00", 150, 7500)));
		PaginatedResult<Stats> page = this.fixture.await(this.fixture.client().stats());
		assertThat(page.items()).hasSize(2);
		assertThat(page.items().get(0).intervalId()).isEqualTo("2024-01-01:00:00");
		assertThat(page.items().get(0).unit()).isEqualTo(StatsUnit.HOUR);
		assertThat(page.items().get(1).intervalId()).isEqualTo("2024-01-01:01:00");
		assertThat(onlyRequest().method()).isEqualTo("GET");
		assertThat(onlyRequest().path()).isEqualTo("/stats");
	}

	@Test
	@Uts("rest/unit/RSC6a/authenticated-with-headers-1")
	void theRequestCarriesCredentials() {
		PendingRequest request = ask(StatsParams.none());
		assertThat(request.headers()).containsKeys("Authorization", "X-Ably-Version", "Ably-Agent");
	}

	@Test
	@Uts("rest/unit/RSC6b1/start-param-millis-0")
	void theStartIsInMilliseconds() {
		assertThat(ask(StatsParams.none().start(START)).query()).containsEntry("start", millis(START));
	}

	@Test
	@Uts("rest/unit/RSC6b1/end-param-millis-1")
	void theEndIsInMilliseconds() {
		assertThat(ask(StatsParams.none().end(END)).query()).containsEntry("end", millis(END));
	}

	@Test
	@Uts("rest/unit/RSC6b1/start-and-end-params-2")
	void startAndEndGoTogether() {
		assertThat(ask(StatsParams.none().start(START).end(END)).query()).containsEntry("start", millis(START))
			.containsEntry("end", millis(END));
	}

	@Test
	@Uts("rest/unit/RSC6b2/direction-param-forwards-0")
	void theDirectionIsSent() {
		assertThat(ask(StatsParams.none().direction(Direction.FORWARDS)).query()).containsEntry("direction",
				"forwards");
	}

	@Test
	@Uts("rest/unit/RSC6b2/direction-defaults-backwards-1")
	void theUsualDirectionIsLeftToTheService() {
		assertThat(ask(StatsParams.none()).query()).doesNotContainKey("direction");
	}

	@Test
	@Uts("rest/unit/RSC6b3/limit-param-value-0")
	void theLimitIsSent() {
		assertThat(ask(StatsParams.none().limit(10)).query()).containsEntry("limit", "10");
	}

	@Test
	@Uts("rest/unit/RSC6b3/limit-defaults-to-100-1")
	void theUsualLimitIsLeftToTheService() {
		assertThat(ask(StatsParams.none()).query()).doesNotContainKey("limit");
	}

	@ParameterizedTest
	@EnumSource
	@Uts("rest/unit/RSC6b4/unit-param-values-0")
	void theUnitIsSent(StatsUnit unit) {
		assertThat(ask(StatsParams.none().unit(unit)).query()).containsEntry("unit", unit.wireName());
		assertThat(List.of("minute", "hour", "day", "month")).contains(unit.wireName());
	}

	@Test
	@Uts("rest/unit/RSC6b4/unit-defaults-to-minute-1")
	void theUsualUnitIsLeftToTheService() {
		assertThat(ask(StatsParams.none()).query()).doesNotContainKey("unit");
	}

	@Test
	@Uts("rest/unit/RSC6b/all-params-combined-0")
	void allParametersGoTogether() {
		StatsParams params = StatsParams.none()
			.start(START)
			.end(END)
			.direction(Direction.FORWARDS)
			.limit(50)
			.unit(StatsUnit.HOUR);
		assertThat(ask(params).query()).isEqualTo(Map.of("start", millis(START), "end", millis(END), "direction",
				"forwards", "limit", "50", "unit", "hour"));
	}

	@Test
	@Uts("rest/unit/RSC6a/no-params-clean-request-2")
	void withoutParametersThereIsNoQuery() {
		PendingRequest request = ask(StatsParams.none());
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/stats");
		assertThat(request.query()).isEmpty();
	}

	@Test
	@Uts("rest/unit/RSC6a/pagination-link-headers-3")
	void theNextPageIsWhereTheLinkPoints() {
		this.http.queue(200, List.of(Map.of("intervalId", "2024-01-01:01:00", "unit", "hour")),
				Map.of("Link", "</stats?start=1704070800000&limit=1>; rel=\"next\""));
		this.http.queue(200, List.of(Map.of("intervalId", "2024-01-01:00:00", "unit", "hour")));
		PaginatedResult<Stats> first = this.fixture.await(this.fixture.client().stats(StatsParams.none().limit(1)));
		PaginatedResult<Stats> second = this.fixture.await(first.next());
		assertThat(first.items()).hasSize(1);
		assertThat(first.items().get(0).intervalId()).isEqualTo("2024-01-01:01:00");
		assertThat(first.hasNext()).isTrue();
		assertThat(first.isLast()).isFalse();
		assertThat(second.items()).hasSize(1);
		assertThat(second.items().get(0).intervalId()).isEqualTo("2024-01-01:00:00");
		assertThat(second.hasNext()).isFalse();
		assertThat(second.isLast()).isTrue();
		assertThat(this.http.request(1).query()).containsEntry("start", "1704070800000");
	}

	@Test
	@Uts("rest/unit/RSC6a/empty-results-handled-4")
	void thereMayBeNone() {
		this.http.always(200, List.of());
		PaginatedResult<Stats> page = this.fixture.await(this.fixture.client().stats());
		assertThat(page.items()).isEmpty();
		assertThat(page.hasNext()).isFalse();
		assertThat(page.isLast()).isTrue();
	}

	@Test
	@Uts("rest/unit/RSC6a/error-propagated-5")
	void anErrorOfTheServiceReachesTheCaller() {
		this.http.always(401, Map.of("error", Map.of("message", "Unauthorized", "code", 40100, "statusCode", 401)));
		AblyException error = this.fixture.awaitFailure(this.fixture.client().stats());
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(error.code()).isEqualTo(40100);
	}

	@Test
	void theUsualEntriesHaveAccessors() {
		this.http.always(200,
				List.of(Map.of("intervalId", "2026-02", "unit", "month", "inProgress", "2026-02-03:10:07", "schema",
						"https://schemas.ably.com/json/app-stats-0.0.5.json", "appId", "appId", "entries",
						Map.of("messages.all.all.count", 245, "messages.inbound.all.all.data", 7000,
								"messages.outbound.all.all.refused", 3, "messages.persisted.all.failed", 1,
								"connections.all.peak", 20, "connections.all.mean", 12.5, "channels.opened", 30,
								"apiRequests.other.succeeded", 8, "apiRequests.tokenRequests.failed", 2))));
		Stats stats = this.fixture.await(this.fixture.client().stats()).items().get(0);
		assertThat(stats.inProgress()).isEqualTo("2026-02-03:10:07");
		assertThat(stats.appId()).isEqualTo("appId");
		assertThat(stats.schema()).endsWith("app-stats-0.0.5.json");
		assertThat(stats.messages().count()).isEqualTo(245);
		assertThat(stats.inbound().data()).isEqualTo(7000);
		assertThat(stats.outbound().refused()).isEqualTo(3);
		assertThat(stats.persisted().failed()).isEqualTo(1);
		assertThat(stats.connections()).isEqualTo(new Stats.Usage(20, 0, 12.5, 0, 0));
		assertThat(stats.channels().opened()).isEqualTo(30);
		assertThat(stats.apiRequests().succeeded()).isEqualTo(8);
		assertThat(stats.tokenRequests().failed()).isEqualTo(2);
		assertThat(stats.count("no.such.entry")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "2026-02,2026-02-01T00:00:00Z", "2026-02-03,2026-02-03T00:00:00Z",
			"2026-02-03:15,2026-02-03T15:00:00Z", "2026-02-03:15:05,2026-02-03T15:05:00Z" })
	void theIntervalBeginsWhereItsIdSays(String intervalId, Instant time) {
		Stats stats = new Stats(intervalId, StatsUnit.MINUTE, null, Map.of(), null, null);
		assertThat(stats.intervalTime()).isEqualTo(time);
	}

	private static Map<String, Object> hour(String intervalId, int count, int data) {
		Map<String, Object> traffic = Map.of("count", count, "data", data);
		return Map.of("intervalId", intervalId, "unit", "hour", "all", Map.of("messages", traffic, "all", traffic));
	}

	private PendingRequest ask(StatsParams params) {
		this.http.always(200, List.of());
		this.fixture.await(this.fixture.client().stats(params));
		return onlyRequest();
	}

	private PendingRequest onlyRequest() {
		assertThat(this.http.requests()).hasSize(1);
		return this.http.request(0);
	}

	private static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

}
