package io.github.ablyspring.message;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The summary of annotations that each client makes at most once (TM7c1).
 *
 * @param total how many clients there are
 * @param clientIds who they are
 * @param clipped whether the list is shorter than the total
 */
public record SummaryClientIdList(long total, List<String> clientIds, boolean clipped) {

	public SummaryClientIdList {
		clientIds = List.copyOf(clientIds);
	}

	/**
	 * Read a summary of the kind {@code flag.v1} (TM7b4).
	 * @param summary the value found in {@link MessageAnnotations#summary()}
	 * @return the summary
	 */
	public static SummaryClientIdList flagV1(Map<String, ? extends @Nullable Object> summary) {
		return new SummaryClientIdList(SummaryReader.number(summary, "total"),
				SummaryReader.strings(summary, "clientIds"), SummaryReader.flag(summary, "clipped"));
	}

	/**
	 * Read a summary of the kind {@code distinct.v1} (TM7b1).
	 * @param summary the value found in {@link MessageAnnotations#summary()}
	 * @return the summaries by annotation name
	 */
	public static Map<String, SummaryClientIdList> distinctV1(Map<String, ? extends @Nullable Object> summary) {
		return SummaryReader.byName(summary, SummaryClientIdList::flagV1);
	}

	/**
	 * Read a summary of the kind {@code unique.v1} (TM7b2).
	 * @param summary the value found in {@link MessageAnnotations#summary()}
	 * @return the summaries by annotation name
	 */
	public static Map<String, SummaryClientIdList> uniqueV1(Map<String, ? extends @Nullable Object> summary) {
		return SummaryReader.byName(summary, SummaryClientIdList::flagV1);
	}

}
