package io.github.ablyspring.emulator.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Rest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatsRoutesTests {

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Rest rest = Rest.of(this.emulator);

	@BeforeEach
	void addFixtures() {
		assertThat(this.rest.post("/stats", List.of(fixture("2024-02-03:15:03", 50, 20),
				fixture("2024-02-03:15:04", 60, 10), fixture("2024-02-03:16:05", 70, 40)))
			.status()).isEqualTo(201);
	}

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private static Map<String, Object> fixture(String interval, int in, int out) {
		return Map.of("intervalId", interval, "inbound",
				Map.of("realtime", Map.of("messages", Map.of("count", in, "data", in * 100))), "outbound",
				Map.of("realtime", Map.of("messages", Map.of("count", out, "data", out * 100))), "channels",
				Map.of("peak", in, "opened", 1), "connections", Map.of("tls", Map.of("peak", in, "opened", 1)));
	}

	@SuppressWarnings("unchecked")
	private List<Object> entry(Rest.Answer answer, String name) {
		return answer.list().stream().map((item) -> ((Map<String, Object>) item.get("entries")).get(name)).toList();
	}

	@ParameterizedTest
	@CsvSource({ "minute, 3, 70", "hour, 2, 70", "day, 1, 180", "month, 1, 180" })
	void intervalsAddUp(String unit, int count, long latest) {
		Rest.Answer answer = this.rest.get("/stats?end=2024-02-03:23:59&unit=" + unit);
		assertThat(answer.list()).hasSize(count);
		assertThat(answer.column("unit")).containsOnly(unit);
		assertThat(entry(answer, "messages.inbound.all.messages.count")).startsWith(latest);
		assertThat(entry(answer, "messages.inbound.realtime.messages.count")).startsWith(latest);
	}

	@Test
	void peaksDoNotAddUp() {
		Rest.Answer answer = this.rest.get("/stats?unit=day&start=2024-02-03&end=2024-02-03");
		assertThat(entry(answer, "channels.peak")).containsExactly(70L);
		assertThat(entry(answer, "channels.opened")).containsExactly(3L);
		assertThat(entry(answer, "connections.all.peak")).containsExactly(70L);
		assertThat(entry(answer, "messages.all.all.count")).containsExactly(250L);
	}

	@Test
	void partsAreReadPageByPage() {
		Rest.Answer page = this.rest
			.get("/stats?direction=forwards&limit=2&start=2024-02-03:15:03&end=2024-02-03:16:05");
		assertThat(page.column("intervalId")).containsExactly("2024-02-03:15:03", "2024-02-03:15:04");
		assertThat(this.rest.get(page.link("next")).column("intervalId")).containsExactly("2024-02-03:16:05");
		assertThat(this.rest.get("/stats?start=2024-02-03:15:04&end=2024-02-03:15:04").list()).hasSize(1);
	}

	@Test
	void categoriesAddUpLikeTheirKind() {
		assertThat(
				this.rest
					.post("/stats",
							Map.of("intervalId", "2024-02-05:01:01", "inbound", Map.of("rest",
									Map.of("messages",
											Map.of("count", 5, "category", Map.of("delta", Map.of("count", 3)))))))
					.status())
			.isEqualTo(201);
		Rest.Answer answer = this.rest.get("/stats?start=2024-02-05:01:01&end=2024-02-05:01:01");
		for (String path : List.of("inbound.rest.messages", "inbound.all.messages", "inbound.all.all", "all.all")) {
			assertThat(entry(answer, "messages." + path + ".count")).containsExactly(5L);
			assertThat(entry(answer, "messages." + path + ".category.delta.count")).containsExactly(3L);
		}
	}

	@Test
	void oldVersionsGetThemNested() {
		Map<String, Object> interval = this.rest.with("X-Ably-Version", "2").get("/stats?unit=month").list().get(0);
		assertThat(interval).extractingByKey("inbound")
			.extracting("all")
			.extracting("messages")
			.extracting("count")
			.isEqualTo(180L);
	}

	@ParameterizedTest
	@CsvSource({ "unit=year", "start=never", "start=2024-02-04&end=2024-02-03" })
	void whatMakesNoSenseIsRefused(String query) {
		assertThat(this.rest.get("/stats?" + query).status()).isEqualTo(400);
	}

}
