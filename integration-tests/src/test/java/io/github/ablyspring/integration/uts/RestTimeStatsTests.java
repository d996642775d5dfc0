package io.github.ablyspring.integration.uts;

import java.time.Instant;

import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.Stats;
import io.github.ablyspring.rest.StatsParams;
import io.github.ablyspring.rest.StatsUnit;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server's time and statistics.
 */
@Timeout(300)
class RestTimeStatsTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Test
	@Uts("rest/integration/RSC16/time-returns-server-time-0")
	void serverTellsTheTime() {
		Instant before = Instant.now();
		Instant time = await(this.sandbox.rest().time());
		assertThat(time).isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
	}

	@Test
	@Uts("rest/integration/RSC6/stats-returns-result-0")
	void statisticsAreAPage() {
		await(this.sandbox.rest().channels().get("counted").publish("event", "data"));
		PaginatedResult<Stats> result = await(this.sandbox.rest().stats());
		assertThat(result.items()).isNotNull().allSatisfy((stats) -> {
			assertThat(stats.intervalId()).isNotEmpty();
			assertThat(stats.unit()).isIn((Object[]) StatsUnit.values());
		});
	}

	@Test
	@Uts("rest/integration/RSC6/stats-with-parameters-1")
	void statisticsTakeParameters() {
		StatsParams params = StatsParams.none().limit(5).direction(Direction.FORWARDS).unit(StatsUnit.HOUR);
		PaginatedResult<Stats> result = await(this.sandbox.rest().stats(params));
		assertThat(result.items()).hasSizeLessThanOrEqualTo(5);
	}

}
