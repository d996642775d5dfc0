package io.github.ablyspring.message;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The summary of annotations that a client may make several times (TM7d1).
 *
 * @param total how many annotations there are
 * @param clientIds how many of them are whose
 * @param clipped whether clients are left out of the map
 * @param totalUnidentified how many annotations come from clients without an id
 * @param totalClientIds how many clients with an id there are
 */
public record SummaryClientIdCounts(long total, Map<String, Long> clientIds, boolean clipped, long totalUnidentified,
		long totalClientIds) {

	public SummaryClientIdCounts {
		clientIds = Map.copyOf(clientIds);
	}

	/**
	 * Read a summary of the kind {@code multiple.v1} (TM7b3).
	 * @param summary the value found in {@link MessageAnnotations#summary()}
	 * @return the summaries by annotation name
	 */
	public static Map<String, SummaryClientIdCounts> multipleV1(Map<String, ? extends @Nullable Object> summary) {
		return SummaryReader.byName(summary, SummaryClientIdCounts::read);
	}

	private static SummaryClientIdCounts read(Map<String, ? extends @Nullable Object> entry) {
		return new SummaryClientIdCounts(SummaryReader.number(entry, "total"), SummaryReader.counts(entry, "clientIds"),
				SummaryReader.flag(entry, "clipped"), SummaryReader.number(entry, "totalUnidentified"),
				SummaryReader.number(entry, "totalClientIds"));
	}

}
