package io.github.ablyspring.emulator.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an interval, by names such as
 * <code>messages.inbound.realtime.messages.count</code>.
 */
final class Entries {

	private static final String MESSAGES = "messages.";

	private static final String ALL = "all";

	/** Where messages are told from presence. */
	private static final int KIND = 3;

	private final Map<String, Long> numbers = new TreeMap<>();

	/**
	 * Takes nested numbers apart, and adds what they come to together.
	 * @param nested the numbers of one interval
	 * @return the same with names
	 */
	static Entries flatten(Map<String, @Nullable Object> nested) {
		Entries entries = new Entries();
		nested.forEach((name, value) -> {
			if (value instanceof Map<?, ?>) {
				entries.flatten(prefixOf(name), Tree.map(value));
			}
		});
		entries.addTotals();
		return entries;
	}

	// traffic is under "messages", everything else under its own name
	private static String prefixOf(String name) {
		return switch (name) {
			case "inbound", "outbound", "persisted", "all" -> MESSAGES + name;
			default -> name;
		};
	}

	private void flatten(String prefix, Map<String, @Nullable Object> nested) {
		nested.forEach((name, value) -> {
			String path = prefix + "." + name;
			if (value instanceof Map<?, ?>) {
				flatten(path, Tree.map(value));
			}
			else if (value instanceof Number number) {
				this.numbers.put(path, number.longValue());
			}
		});
	}

	// messages.<direction>.<transport>.<kind>.<number>, possibly with category.<category>
	// before the number: sums over kinds, transports and directions
	private void addTotals() {
		Map<String, Long> totals = new LinkedHashMap<>();
		this.numbers.forEach((name, number) -> {
			String[] parts = name.split("\\.");
			if (name.startsWith(MESSAGES) && isOfKind(parts)) {
				String last = String.join(".", Arrays.asList(parts).subList(KIND + 1, parts.length));
				for (String direction : new String[] { parts[1], ALL }) {
					for (String transport : new String[] { parts[2], ALL }) {
						for (String kind : new String[] { parts[KIND], ALL }) {
							String path = (direction.equals(ALL)) ? MESSAGES + "all." + kind + "." + last
									: MESSAGES + String.join(".", direction, transport, kind, last);
							boolean once = !direction.equals(ALL) || transport.equals(ALL);
							if (once && !path.equals(name)) {
								totals.merge(path, number, Long::sum);
							}
						}
					}
				}
			}
			else if (name.startsWith("connections.tls.")) {
				totals.merge("connections.all." + parts[2], number, Long::sum);
			}
			else if (name.startsWith("connections.plain.")) {
				totals.merge("connections.all." + parts[2], number, Long::sum);
			}
		});
		totals.forEach(this.numbers::putIfAbsent);
	}

	private static boolean isOfKind(String[] parts) {
		int after = parts.length - KIND - 1;
		return after == 1 || (after == 3 && parts[KIND + 1].equals("category"));
	}

	void add(Entries other) {
		other.numbers
			.forEach((name, number) -> this.numbers.merge(name, number, isExtreme(name) ? Math::max : Long::sum));
	}

	private static boolean isExtreme(String name) {
		return name.endsWith(".peak") || name.endsWith(".max");
	}

	Map<String, @Nullable Object> toTree() {
		return new LinkedHashMap<>(this.numbers);
	}

	/**
	 * The numbers as clients of old versions see them.
	 * @return a tree
	 */
	Map<String, @Nullable Object> nested() {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		this.numbers.forEach((name, number) -> {
			String path = name.startsWith(MESSAGES) ? name.substring(MESSAGES.length()) : name;
			Map<String, @Nullable Object> node = tree;
			String[] parts = path.split("\\.");
			for (int i = 0; i < parts.length - 1; i++) {
				node = Tree.map(node.computeIfAbsent(parts[i], (part) -> new LinkedHashMap<String, Object>()));
			}
			node.put(parts[parts.length - 1], number);
		});
		return tree;
	}

}
