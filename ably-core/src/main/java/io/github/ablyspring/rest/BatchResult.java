package io.github.ablyspring.rest;

import java.util.List;

/**
 * What became of the items of a batch operation, one by one (BAR1).
 *
 * @param <T> what is told about an item
 * @param successCount how many succeeded
 * @param failureCount how many failed
 * @param results the items
 */
public record BatchResult<T>(int successCount, int failureCount, List<T> results) {

	public BatchResult {
		results = List.copyOf(results);
	}

}
