package io.github.ablyspring.benchmarks.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.ablyspring.benchmarks.suite.Results.Row;

/**
 * Draws the results: a bar for each client, and a line over the size for what was
 * measured at several sizes.
 */
final class Plots {

	private static final String SCALING = "scaling-";

	private static final Map<String, String> COLOURS = Map.of("ours", "#1f7a5c", "ably-java", "#b5651d", "ably-js",
			"#7b6fb0", "netty", "#8d99ae");

	// What costs less when it is better, as far as both clients for the JVM have it.
	private static final Map<String, String> OVERVIEW = overview();

	private final Results results;

	Plots(Results results) {
		this.results = results;
	}

	/** By the name of the file, without its end. */
	Map<String, String> all() {
		Map<String, String> plots = new LinkedHashMap<>();
		Map<String, Map<String, SortedMap<Integer, Double>>> lines = new LinkedHashMap<>();
		this.results.forEach((row, subjects) -> {
			if (row.metric().startsWith(SCALING)) {
				// scaling-channels-100-cpu
				String[] parts = row.metric().split("-");
				String name = SCALING + parts[1] + "-" + parts[3];
				subjects.forEach((subject, seen) -> lines
					.computeIfAbsent(name + " " + row.unit(), (key) -> new LinkedHashMap<>())
					.computeIfAbsent(subject, (key) -> new TreeMap<>())
					.put(Integer.parseInt(parts[2]), Results.median(seen)));
			}
			else {
				plots.put(row.metric() + "-" + row.format(), bars(row, subjects));
			}
		});
		plots.put("overview", overview(this.results));
		lines.forEach((name, series) -> plots.put(name.substring(0, name.indexOf(' ')), lines(name, series)));
		return plots;
	}

	private static Map<String, String> overview() {
		Map<String, String> metrics = new LinkedHashMap<>();
		metrics.put("receive-cpu-100b json", "CPU to receive 100 B, JSON");
		metrics.put("receive-cpu-100b msgpack", "CPU to receive 100 B, msgpack");
		metrics.put("receive-cpu-batch50-1k json", "CPU to receive 50 × 1 KB, JSON");
		metrics.put("receive-cpu-batch50-1k msgpack", "CPU to receive 50 × 1 KB, msgpack");
		metrics.put("publish-cpu json", "CPU to publish 100 B, JSON");
		metrics.put("publish-cpu msgpack", "CPU to publish 100 B, msgpack");
		metrics.put("alloc-per-message msgpack", "allocation to receive 100 B");
		metrics.put("connect-warm msgpack", "time to connect");
		metrics.put("heap-per-connection msgpack", "heap for a connection");
		metrics.put("rss-per-connection msgpack", "memory for a connection");
		metrics.put("attach-1000-ms msgpack", "time to attach 1,000 channels");
		metrics.put("presence-sync-10k msgpack", "time to list 10,000 members");
		metrics.put("recovery-ms msgpack", "time to recover from a loss");
		return metrics;
	}

	private static String overview(Results results) {
		StringBuilder svg = new StringBuilder();
		int y = 40;
		for (Map.Entry<String, String> metric : OVERVIEW.entrySet()) {
			String[] key = metric.getKey().split(" ");
			Double ours = results.median(key[0], key[1], "ours");
			Double theirs = results.median(key[0], key[1], "ably-java");
			if (ours == null || theirs == null || theirs <= 0) {
				continue;
			}
			double part = Math.min(1.5, ours / theirs);
			text(svg, 10, y + 13, metric.getValue());
			svg.append(String.format(Locale.ROOT,
					"<rect x=\"250\" y=\"%d\" width=\"220\" height=\"16\" fill=\"#e3e6ea\"/>"
							+ "<rect x=\"250\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>",
					y, y, Math.max(2, 220 * part), COLOURS.get("ours")));
			text(svg, 256 + 220 * Math.max(1, part), y + 13, Math.round(100 * ours / theirs) + " %");
			y += 24;
		}
		return start(y + 10, "What this client needs, of what ably-java needs (grey)")
				+ svg.append("</svg>\n").toString();
	}

	private static String bars(Row row, Map<String, List<Double>> subjects) {
		double longest = Math.max(1e-9, subjects.values().stream().mapToDouble(Results::median).max().orElse(1));
		StringBuilder svg = start(40 + 28 * subjects.size(),
				row.metric() + ", " + row.format() + " (" + row.unit() + ")");
		int y = 34;
		for (String subject : Results.SUBJECTS) {
			List<Double> seen = subjects.get(subject);
			if (seen == null) {
				continue;
			}
			double value = Results.median(seen);
			double width = 420 * value / longest;
			text(svg, 10, y + 14, subject);
			svg.append(String.format(Locale.ROOT, "<rect x=\"90\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>",
					y, Math.max(1, width), COLOURS.get(subject)));
			text(svg, 96 + width, y + 14, number(value) + " ±" + number(Results.spread(seen) / 2));
			y += 28;
		}
		return svg.append("</svg>\n").toString();
	}

	// Both axes begin at the lower left: the size is drawn by its logarithm, the value as
	// it is.
	private static String lines(String title, Map<String, SortedMap<Integer, Double>> series) {
		int largest = series.values().stream().mapToInt(SortedMap::lastKey).max().orElse(1);
		double highest = series.values().stream().flatMap((line) -> line.values().stream()).reduce(0.0, Math::max);
		StringBuilder svg = start(290, title.replace(" ", " (") + ")");
		svg.append("<path d=\"M60 40V250H600\" fill=\"none\" stroke=\"#444\"/>");
		text(svg, 10, 45, number(highest));
		text(svg, 10, 254, "0");
		for (int size = 1; size <= largest; size *= 10) {
			text(svg, x(size, largest) - 4, 270, String.valueOf(size));
		}
		int legend = 100;
		for (Map.Entry<String, SortedMap<Integer, Double>> line : series.entrySet()) {
			String colour = COLOURS.get(line.getKey());
			StringBuilder points = new StringBuilder();
			line.getValue()
				.forEach((size, value) -> points
					.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(size, largest), 250 - 200 * value / highest)));
			svg.append(String.format(Locale.ROOT,
					"<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
					points.toString().trim(), colour));
			svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"276\" width=\"10\" height=\"10\" fill=\"%s\"/>",
					legend, colour));
			text(svg, legend + 14, 286, line.getKey());
			legend += 110;
		}
		return svg.append("</svg>\n").toString();
	}

	private static double x(int size, int largest) {
		return 70 + 510 * Math.log10(size) / Math.max(1, Math.log10(largest));
	}

	private static StringBuilder start(int height, String title) {
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"%d\" font-family=\"sans-serif\""
						+ " font-size=\"13\"><rect width=\"640\" height=\"%d\" fill=\"#fff\"/>",
				height, height));
		text(svg, 10, 20, title);
		return svg;
	}

	private static void text(StringBuilder svg, double x, int y, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x, y, text));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value >= 1000) ? "%,.0f" : "%.2f", value);
	}

}
