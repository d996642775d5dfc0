package io.github.ablyspring.rest.push;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An immutable copy of what a caller put together: push payloads and recipients are open
 * JSON objects.
 */
final class PushFields {

	private PushFields() {
	}

	static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> fields) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		fields.forEach((name, value) -> copy.put(name, copyOfValue(value)));
		return Collections.unmodifiableMap(copy);
	}

	private static @Nullable Object copyOfValue(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((name, nested) -> copy.put(String.valueOf(name), copyOfValue(nested)));
			return Collections.unmodifiableMap(copy);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> copy = new ArrayList<>(list.size());
			list.forEach((element) -> copy.add(copyOfValue(element)));
			return Collections.unmodifiableList(copy);
		}
		return value;
	}

}
