package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads the typed summaries (TM7) from their JSON trees. What is missing or is not of the
 * expected kind reads as nothing: a summary comes from the service, which may be newer
 * than this library.
 */
final class SummaryReader {

	private SummaryReader() {
	}

	static long number(Map<String, ? extends @Nullable Object> tree, String name) {
		return (tree.get(name) instanceof Number number) ? number.longValue() : 0;
	}

	static boolean flag(Map<String, ? extends @Nullable Object> tree, String name) {
		return Boolean.TRUE.equals(tree.get(name));
	}

	static List<String> strings(Map<String, ? extends @Nullable Object> tree, String name) {
		List<String> strings = new ArrayList<>();
		if (tree.get(name) instanceof List<?> list) {
			for (Object element : list) {
				if (element instanceof String string) {
					strings.add(string);
				}
			}
		}
		return strings;
	}

	static Map<String, Long> counts(Map<String, ? extends @Nullable Object> tree, String name) {
		Map<String, Long> counts = new LinkedHashMap<>();
		if (tree.get(name) instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (key instanceof String string && value instanceof Number number) {
					counts.put(string, number.longValue());
				}
			});
		}
		return counts;
	}

	@SuppressWarnings("unchecked")
	static <T> Map<String, T> byName(Map<String, ? extends @Nullable Object> tree,
			Function<Map<String, ? extends @Nullable Object>, T> reader) {
		Map<String, T> summaries = new LinkedHashMap<>();
		tree.forEach((name, entry) -> {
			if (entry instanceof Map<?, ?> map) {
				summaries.put(name, reader.apply((Map<String, ? extends @Nullable Object>) map));
			}
		});
		return Map.copyOf(summaries);
	}

}
