package io.github.ablyspring.integration.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.ablyspring.boot.metrics.AblyMeter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the dashboard and the page on meters to the meters that exist.
 */
class DashboardTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern METER = Pattern.compile("\\bably_[a-z_]+");

	private static final Pattern LABELS = Pattern.compile("by \\(([^)]*)\\)|\\{([^}]*)}");

	@Test
	void theDashboardAsksForMetersThatExistAndForAllOfThem() throws Exception {
		Map<String, AblyMeter> meters = new HashMap<>();
		for (AblyMeter meter : AblyMeter.values()) {
			seriesOf(meter).forEach((name) -> meters.put(name, meter));
		}
		Set<AblyMeter> shown = new HashSet<>();
		for (String expression : expressions()) {
			Matcher matcher = METER.matcher(expression);
			while (matcher.find()) {
				assertThat(meters).as(expression).containsKey(matcher.group());
				AblyMeter meter = meters.get(matcher.group());
				shown.add(meter);
				assertThat(meter.tags()).as(expression).containsAll(labels(expression));
			}
		}
		assertThat(shown).containsExactlyInAnyOrder(AblyMeter.values());
	}

	@Test
	void thePageOnMetersListsThemAllWithTheirTags() throws Exception {
		List<String> rows = Files.readAllLines(DOCS.resolve("observability.md"))
			.stream()
			.filter((line) -> line.matches("\\| `ably\\.[a-z.]+` \\| (gauge|counter|timer) \\|.*"))
			.map((line) -> line.substring(0, line.lastIndexOf('|', line.length() - 2)).strip())
			.toList();
		assertThat(rows).containsExactlyInAnyOrderElementsOf(Arrays.stream(AblyMeter.values())
			.map((meter) -> "| `" + meter.meterName() + "` | " + meter.kind().name().toLowerCase(java.util.Locale.ROOT)
					+ " | " + String.join(", ", meter.tags()))
			.toList());
	}

	/** The names that Prometheus gives a meter. */
	private static List<String> seriesOf(AblyMeter meter) {
		String name = meter.meterName().replace('.', '_');
		return switch (meter.kind()) {
			case GAUGE -> List.of(name);
			case COUNTER -> List.of(name + "_total");
			case TIMER -> List.of(name + "_seconds_count", name + "_seconds_sum", name + "_seconds_max");
		};
	}

	private static Set<String> labels(String expression) {
		Set<String> labels = new HashSet<>();
		Matcher matcher = LABELS.matcher(expression);
		while (matcher.find()) {
			String list = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
			labels.addAll(Arrays.stream(list.split(","))
				.map((label) -> label.replaceAll("[=!].*", "").strip())
				.collect(Collectors.toSet()));
		}
		return labels;
	}

	private static List<String> expressions() throws Exception {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DOCS.resolve("grafana-dashboard.json")));
		return dashboard.findValues("expr").stream().map(JsonNode::asString).toList();
	}

}
