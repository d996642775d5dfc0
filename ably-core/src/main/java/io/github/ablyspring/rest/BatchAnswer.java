package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.ablyspring.protocol.BatchResult;

/**
 * Makes one {@link BatchResult} per request item of whatever form of answer the server
 * chose.
 */
final class BatchAnswer {

	private BatchAnswer() {
	}

	/**
	 * The results of each request item. Entries that are results themselves are dealt out
	 * by how many channels each item named.
	 * @param channelCounts how many channels each request item named
	 * @param entries what the server answered
	 * @param make makes the result of a channel
	 */
	static <T> List<BatchResult<T>> results(List<Integer> channelCounts, List<WireBatchEntry> entries,
			Function<WireBatchEntry, T> make) {
		List<BatchResult<T>> results = new ArrayList<>(channelCounts.size());
		int next = 0;
		for (int channels : channelCounts) {
			WireBatchEntry entry = (next < entries.size()) ? entries.get(next) : null;
			List<WireBatchEntry> enclosed = (entry != null) ? entry.results() : null;
			if (entry != null && enclosed != null) {
				results.add(result(entry, enclosed, make));
				next++;
			}
			else {
				int end = Math.min(entries.size(), next + channels);
				results.add(counted(entries.subList(next, end), make));
				next = end;
			}
		}
		return results;
	}

	private static <T> BatchResult<T> result(WireBatchEntry envelope, List<WireBatchEntry> items,
			Function<WireBatchEntry, T> make) {
		BatchResult<T> counted = counted(items, make);
		if (envelope.successCount() < 0 || envelope.failureCount() < 0) {
			return counted;
		}
		return new BatchResult<>(envelope.successCount(), envelope.failureCount(), counted.results());
	}

	private static <T> BatchResult<T> counted(List<WireBatchEntry> items, Function<WireBatchEntry, T> make) {
		int failures = (int) items.stream().filter((item) -> item.error() != null).count();
		return new BatchResult<>(items.size() - failures, failures, items.stream().map(make).toList());
	}

}
