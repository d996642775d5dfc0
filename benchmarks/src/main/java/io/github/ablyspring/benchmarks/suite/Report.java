package io.github.ablyspring.benchmarks.suite;

import java.util.Locale;

/**
 * Tells the process that started this one what was seen: a line for each figure.
 */
final class Report {

	static final String PREFIX = "RESULT ";

	void value(String metric, double value, String unit) {
		System.out.println(PREFIX + metric + " " + String.format(Locale.ROOT, "%.4f", value) + " " + unit);
	}

}
