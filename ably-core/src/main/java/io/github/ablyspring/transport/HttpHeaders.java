package io.github.ablyspring.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The headers of an answer: names without regard to case, several values for one name.
 * Immutable.
 */
public final class HttpHeaders {

	private static final HttpHeaders EMPTY = new HttpHeaders(Collections.emptyMap());

	private final Map<String, List<String>> values;

	private HttpHeaders(Map<String, List<String>> values) {
		this.values = values;
	}

	/**
	 * Headers of which each name has one value.
	 * @param headers name to value
	 * @return the headers
	 */
	public static HttpHeaders of(Map<String, String> headers) {
		return of(headers.entrySet());
	}

	/**
	 * Headers in the order in which they came; a name may occur more than once.
	 * @param headers names and values
	 * @return the headers
	 */
	public static HttpHeaders of(Iterable<Map.Entry<String, String>> headers) {
		Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (Map.Entry<String, String> header : headers) {
			values.computeIfAbsent(header.getKey(), (name) -> new ArrayList<>(1)).add(header.getValue());
		}
		if (values.isEmpty()) {
			return EMPTY;
		}
		values.replaceAll((name, all) -> Collections.unmodifiableList(all));
		return new HttpHeaders(Collections.unmodifiableMap(values));
	}

	/**
	 * No headers at all.
	 * @return the empty headers
	 */
	public static HttpHeaders empty() {
		return EMPTY;
	}

	/**
	 * The first value of a header.
	 * @param name the name, in any case
	 * @return its first value, or {@code null} when it is absent
	 */
	public @Nullable String first(String name) {
		List<String> all = this.values.get(name);
		return (all != null) ? all.get(0) : null;
	}

	/**
	 * All values of a header.
	 * @param name the name, in any case
	 * @return its values, in order; empty when it is absent
	 */
	public List<String> all(String name) {
		return this.values.getOrDefault(name, Collections.emptyList());
	}

	/**
	 * All headers; looking a name up in the map disregards case.
	 * @return name to values, unmodifiable
	 */
	public Map<String, List<String>> asMap() {
		return this.values;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof HttpHeaders headers && this.values.equals(headers.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.keySet().toString();
	}

}
