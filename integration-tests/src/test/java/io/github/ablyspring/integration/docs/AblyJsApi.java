package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application can reach of the official client for JavaScript.
 */
final class AblyJsApi {

	private static final Pattern TYPE = Pattern.compile("export (?:declare )?(interface|class|type) (\\w+).*");

	private static final Pattern MEMBER = Pattern.compile(" {2}(?:static |readonly |get )*(\\w+)\\??\\s*[(<:].*");

	private AblyJsApi() {
	}

	/** The list that is kept here, as the client is not always at hand. */
	static Map<String, Set<String>> read() {
		Map<String, Set<String>> api = new TreeMap<>();
		try (InputStream in = AblyJsApi.class.getResourceAsStream("ably-js-api.txt")) {
			new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines().forEach((line) -> {
				String[] parts = line.split(": ");
				api.put(parts[0], new TreeSet<>(Arrays.asList(parts[1].split(" "))));
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return api;
	}

	/** What type definitions declare. */
	static Map<String, Set<String>> parse(String definitions) {
		Map<String, Set<String>> api = new TreeMap<>();
		String type = "";
		int depth = 0;
		for (String line : definitions.replaceAll("(?s)/\\*.*?\\*/", "").split("\n")) {
			Matcher start = TYPE.matcher(line);
			if (depth == 0 && start.matches()) {
				type = (start.group(1).equals("type") && !line.contains("{")) ? "" : start.group(2);
			}
			Matcher member = MEMBER.matcher(line);
			if (depth == 1 && !type.isEmpty() && member.matches() && !member.group(1).equals("constructor")) {
				api.computeIfAbsent(type, (name) -> new TreeSet<>()).add(member.group(1));
			}
			depth += count(line, '{') - count(line, '}');
		}
		return api;
	}

	private static int count(String line, char sign) {
		return (int) line.chars().filter((one) -> one == sign).count();
	}

}
