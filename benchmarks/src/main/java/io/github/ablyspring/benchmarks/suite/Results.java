package io.github.ablyspring.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What was seen, as medians with their spread.
 */
final class Results {

	/** In the order of the columns. */
	static final List<String> SUBJECTS = List.of("ours", "ably-java", "ably-js", "netty");

	/**
	 * Above so much of what the bare client reaches it is the server that is measured.
	 */
	private static final double CEILING = 0.7;

	private static final String CEILING_OF = "netty";

	private final Map<Row, Map<String, List<Double>>> values = new TreeMap<>();

	void add(String metric, String format, String subject, double value, String unit) {
		this.values.computeIfAbsent(new Row(metric, format, unit), (row) -> new LinkedHashMap<>())
			.computeIfAbsent(subject, (name) -> new ArrayList<>())
			.add(value);
	}

	void forEach(BiConsumer<Row, Map<String, List<Double>>> action) {
		this.values.forEach(action);
	}

	/** A table for the terminal; the ratios are ours : theirs. */
	String table() {
		StringBuilder table = new StringBuilder();
		table.append(String.format(Locale.ROOT, "%-30s %-8s %-11s", "metric", "format", "unit"));
		SUBJECTS.forEach((subject) -> table.append(String.format(Locale.ROOT, " %21s", subject)));
		table.append(String.format(Locale.ROOT, " %10s %10s %10s%n", ":ably-java", ":ably-js", ":netty"));
		this.values.forEach((row, subjects) -> {
			table.append(String.format(Locale.ROOT, "%-30s %-8s %-11s", row.metric, row.format, row.unit));
			for (String subject : SUBJECTS) {
				List<Double> seen = subjects.get(subject);
				String cell = (seen != null) ? describe(seen) + (isServerBound(row, subject, subjects) ? "*" : "")
						: "-";
				table.append(String.format(Locale.ROOT, " %21s", cell));
			}
			for (String peer : SUBJECTS.subList(1, SUBJECTS.size())) {
				table.append(String.format(Locale.ROOT, " %10s", ratio(subjects.get("ours"), subjects.get(peer))));
			}
			table.append(System.lineSeparator());
		});
		return table.append("* bound by the server: at least 70 % of what the bare client reaches\n").toString();
	}

	/** The same for a page of the manual. */
	String markdown() {
		StringBuilder page = new StringBuilder("| metric | format | unit | ours | ably-java | ably-js | bare Netty |"
				+ " ours : ably-java | ours : ably-js | ours : Netty |\n|---|---|---|---|---|---|---|---|---|---|\n");
		this.values.forEach((row, subjects) -> {
			page.append("| ").append(row.metric).append(" | ").append(row.format).append(" | ").append(row.unit);
			for (String subject : SUBJECTS) {
				List<Double> seen = subjects.get(subject);
				page.append(" | ")
					.append((seen != null) ? describe(seen) + (isServerBound(row, subject, subjects) ? " \\*" : "")
							: "");
			}
			for (String peer : SUBJECTS.subList(1, SUBJECTS.size())) {
				page.append(" | ").append(ratio(subjects.get("ours"), subjects.get(peer)).replace("-", ""));
			}
			page.append(" |\n");
		});
		return page.toString();
	}

	/** The median, if there is one. */
	@Nullable Double median(String metric, String format, String subject) {
		for (Map.Entry<Row, Map<String, List<Double>>> entry : this.values.entrySet()) {
			if (entry.getKey().metric.equals(metric) && entry.getKey().format.equals(format)) {
				List<Double> seen = entry.getValue().get(subject);
				return (seen != null) ? median(seen) : null;
			}
		}
		return null;
	}

	/**
	 * An array of {@code {metric, format, subject, value, unit, spread}}, where it
	 * applies with {@code serverBound}.
	 */
	String json() {
		List<String> entries = new ArrayList<>();
		this.values.forEach((row, subjects) -> subjects.forEach((subject, seen) -> entries.add(String.format(
				Locale.ROOT,
				"  {\"metric\":\"%s\",\"format\":\"%s\",\"subject\":\"%s\",\"value\":%.4f,\"unit\":\"%s\",\"spread\":%.4f%s}",
				row.metric, row.format, subject, median(seen), row.unit, spread(seen),
				isServerBound(row, subject, subjects) ? ",\"serverBound\":true" : ""))));
		return "[\n" + String.join(",\n", entries) + "\n]\n";
	}

	private static boolean isServerBound(Row row, String subject, Map<String, List<Double>> subjects) {
		List<Double> ceiling = subjects.get(CEILING_OF);
		List<Double> seen = subjects.get(subject);
		return row.metric.startsWith("receive-rate-") && ceiling != null && seen != null && !subject.equals(CEILING_OF)
				&& median(seen) >= CEILING * median(ceiling);
	}

	private static String describe(List<Double> seen) {
		return String.format(Locale.ROOT, "%.2f ±%.2f", median(seen), spread(seen) / 2);
	}

	private static String ratio(@Nullable List<Double> ours, @Nullable List<Double> theirs) {
		return (ours != null && theirs != null && median(theirs) != 0)
				? String.format(Locale.ROOT, "%.3f", median(ours) / median(theirs)) : "-";
	}

	static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	static double spread(List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).max().orElse(0)
				- values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
	}

	/**
	 * What a figure is about.
	 *
	 * @param metric what was measured
	 * @param format of the frames
	 * @param unit of the figure
	 */
	record Row(String metric, String format, String unit) implements Comparable<Row> {

		@Override
		public int compareTo(Row other) {
			int byMetric = this.metric.compareTo(other.metric);
			return (byMetric != 0) ? byMetric : this.format.compareTo(other.format);
		}

	}

}
