package io.github.ablyspring.integration.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tables of the pages on migration to what is there, and what is here.
 */
class MigrationTests {

	private static final String FROM_JAVA = "docs/migrating-from-ably-java.md";

	private static final String FROM_JS = "docs/migrating-from-ably-js.md";

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern OURS = Pattern.compile("`([A-Z]\\w*(?:\\.[A-Z]\\w*)*)\\.([a-z]\\w*)\\(\\)`");

	private static final Pattern SAME = Pattern.compile("the same on `([\\w.]+)`");

	private static final List<String> PACKAGES = Stream
		.of("protocol", "message", "auth", "transport", "rest", "rest.push", "realtime", "realtime.connection",
				"realtime.channel", "realtime.presence", "realtime.annotation", "client", "boot.template",
				"boot.listener")
		.map((name) -> "io.github.ablyspring." + name + ".")
		.toList();

	@Test
	void everyApiOfAblyJavaHasItsPlace() {
		assertThat(there(FROM_JAVA)).isEqualTo(AblyJavaApi.read());
	}

	@Test
	void everyApiOfAblyJsHasItsPlace() {
		assertThat(there(FROM_JS)).isEqualTo(AblyJsApi.read());
	}

	@ParameterizedTest
	@ValueSource(strings = { FROM_JAVA, FROM_JS })
	void whatIsNamedHereExists(String path) {
		List<String> missing = new ArrayList<>();
		for (List<String> row : rows(path)) {
			OURS.matcher(row.get(1))
				.results()
				.filter((here) -> !exists(here.group(1), here.group(2)))
				.map(MatchResult::group)
				.forEach(missing::add);
			SAME.matcher(row.get(1))
				.results()
				.findFirst()
				.ifPresent((same) -> members(row).filter((member) -> !exists(same.group(1), member))
					.forEach((member) -> missing.add(same.group(1) + "." + member)));
		}
		assertThat(missing).isEmpty();
	}

	private static Map<String, Set<String>> there(String path) {
		Map<String, Set<String>> api = new TreeMap<>();
		for (List<String> row : rows(path)) {
			String type = CODE.matcher(row.get(0)).results().findFirst().orElseThrow().group(1);
			Set<String> known = api.computeIfAbsent(type, (name) -> new TreeSet<>());
			members(row).forEach((member) -> assertThat(known.add(member)).as("once: %s.%s", type, member).isTrue());
		}
		return api;
	}

	/** The rows of the tables that list what is where. */
	private static List<List<String>> rows(String path) {
		String text = Page.at(path).text();
		return new Page(path, text.substring(text.indexOf("## Where everything is"))).rows()
			.stream()
			.filter((row) -> row.get(0).startsWith("`"))
			.toList();
	}

	private static Stream<String> members(List<String> row) {
		return CODE.matcher(row.get(0)).results().skip(1).map((code) -> code.group(1));
	}

	private static boolean exists(String type, String member) {
		return find(type)
			.map((found) -> Arrays.stream(found.getMethods()).anyMatch((one) -> one.getName().equals(member)))
			.orElse(false);
	}

	private static Optional<Class<?>> find(String type) {
		for (String prefix : PACKAGES) {
			try {
				return Optional
					.of(Class.forName(prefix + type.replace('.', '$'), false, MigrationTests.class.getClassLoader()));
			}
			catch (ClassNotFoundException ex) {
				// then in the next package
			}
		}
		return Optional.empty();
	}

}
