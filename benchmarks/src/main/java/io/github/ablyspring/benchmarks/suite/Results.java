package io.github.ablyspring.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What was seen, as medians with their spread.
 */
final class Results {

	private static final List<String> SUBJECTS = List.of("ours", "ably-java", "ably-js", "netty");

	private final Map<Row, Map<String, List<Double>>> values = new TreeMap<>();

	void add(String metric, String format, String subject, double value, String unit) {
		this.values.computeIfAbsent(new Row(metric, format, unit), (row) -> new LinkedHashMap<>())
			.computeIfAbsent(subject, (name) -> new ArrayList<>())
			.add(value);
	}

	/** A table for the terminal; the ratios are ours : theirs. */
	String table() {
		StringBuilder table = new StringBuilder();
		table.append(String.format(Locale.ROOT, "%-26s %-8s %-11s", "metric", "format", "unit"));
		SUBJECTS.forEach((subject) -> table.append(String.format(Locale.ROOT, " %22s", subject)));
		table.append(String.format(Locale.ROOT, " %10s %10s %10s%n", ":ably-java", ":ably-js", ":netty"));
		this.values.forEach((row, subjects) -> {
			table.append(String.format(Locale.ROOT, "%-26s %-8s %-11s", row.metric, row.format, row.unit));
			for (String subject : SUBJECTS) {
				List<Double> seen = subjects.get(subject);
				table.append(String.format(Locale.ROOT, " %22s", (seen != null) ? describe(seen) : "-"));
			}
			for (String peer : SUBJECTS.subList(1, SUBJECTS.size())) {
				table.append(String.format(Locale.ROOT, " %10s", ratio(subjects.get("ours"), subjects.get(peer))));
			}
			table.append(System.lineSeparator());
		});
		return table.toString();
	}

	/** An array of {@code {metric, format, subject, value, unit, spread}}. */
	String json() {
		List<String> entries = new ArrayList<>();
		this.values.forEach((row, subjects) -> subjects.forEach((subject, seen) -> entries.add(String.format(
				Locale.ROOT,
				"  {\"metric\":\"%s\",\"format\":\"%s\",\"subject\":\"%s\",\"value\":%.4f,\"unit\":\"%s\",\"spread\":%.4f}",
				row.metric, row.format, subject, median(seen), row.unit, spread(seen)))));
		return "[\n" + String.join(",\n", entries) + "\n]\n";
	}

	/** A bar chart for each metric. */
	Map<String, String> plots() {
		Map<String, String> plots = new LinkedHashMap<>();
		this.values.forEach((row, subjects) -> plots.put(row.metric + "-" + row.format, plot(row, subjects)));
		return plots;
	}

	private static String plot(Row row, Map<String, List<Double>> subjects) {
		double longest = subjects.values().stream().mapToDouble(Results::median).max().orElse(1);
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">"
						+ "<text x=\"10\" y=\"20\" font-weight=\"bold\">%s, %s (%s)</text>",
				40 + 28 * subjects.size(), row.metric, row.format, row.unit));
		int y = 34;
		for (String subject : SUBJECTS) {
			List<Double> seen = subjects.get(subject);
			if (seen == null) {
				continue;
			}
			double value = median(seen);
			svg.append(String.format(Locale.ROOT,
					"<text x=\"10\" y=\"%d\">%s</text><rect x=\"90\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%.2f</text>",
					y + 14, subject, y, Math.max(1, 420 * value / longest),
					subject.equals("ours") ? "#1f7a5c" : "#8d99ae", 96 + 420 * value / longest, y + 14, value));
			y += 28;
		}
		return svg.append("</svg>").toString();
	}

	private static String describe(List<Double> seen) {
		return String.format(Locale.ROOT, "%.2f ±%.2f", median(seen), spread(seen) / 2);
	}

	private static String ratio(@Nullable List<Double> ours, @Nullable List<Double> theirs) {
		return (ours != null && theirs != null && median(theirs) != 0)
				? String.format(Locale.ROOT, "%.3f", median(ours) / median(theirs)) : "-";
	}

	private static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	private static double spread(List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).max().orElse(0)
				- values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
	}

	private record Row(String metric, String format, String unit) implements Comparable<Row> {

		@Override
		public int compareTo(Row other) {
			int byMetric = this.metric.compareTo(other.metric);
			return (byMetric != 0) ? byMetric : this.format.compareTo(other.format);
		}

	}

}
