package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Copies what an application gives as JSON into an immutable tree, so that later changes
 * to its maps and lists change no message.
 */
final class JsonTree {

	private static final int MAX_DEPTH = 200;

	private JsonTree() {
	}

	static Map<String, @Nullable Object> copyOf(Map<?, ?> map) {
		return copy(map, 0);
	}

	private static Map<String, @Nullable Object> copy(Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (!(key instanceof String name)) {
				throw new IllegalArgumentException("JSON has text for keys, not " + describe(key));
			}
			copy.put(name, copyValue(value, depth + 1));
		});
		return Collections.unmodifiableMap(copy);
	}

	private static List<@Nullable Object> copy(Collection<?> collection, int depth) {
		List<@Nullable Object> copy = new ArrayList<>(collection.size());
		collection.forEach((value) -> copy.add(copyValue(value, depth + 1)));
		return Collections.unmodifiableList(copy);
	}

	private static @Nullable Object copyValue(@Nullable Object value, int depth) {
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException("JSON nested deeper than " + MAX_DEPTH);
		}
		if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long
				|| value instanceof Double) {
			return value;
		}
		if (value instanceof Map<?, ?> map) {
			return copy(map, depth);
		}
		if (value instanceof Collection<?> collection) {
			return copy(collection, depth);
		}
		if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		if (value instanceof Number number) {
			return number.doubleValue();
		}
		throw new IllegalArgumentException("JSON has no place for " + describe(value));
	}

	private static String describe(@Nullable Object value) {
		return (value != null) ? "a " + value.getClass().getName() : "null";
	}

}
