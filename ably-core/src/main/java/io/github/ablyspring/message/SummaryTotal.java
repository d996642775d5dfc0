package io.github.ablyspring.message;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The summary of annotations that are only counted (TM7e1).
 *
 * @param total how many annotations there are
 */
public record SummaryTotal(long total) {

	/**
	 * Read a summary of the kind {@code total.v1} (TM7b5).
	 * @param summary the value found in {@link MessageAnnotations#summary()}
	 * @return the summary
	 */
	public static SummaryTotal totalV1(Map<String, ? extends @Nullable Object> summary) {
		return new SummaryTotal(SummaryReader.number(summary, "total"));
	}

}
