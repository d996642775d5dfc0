package io.github.ablyspring.protocol;

import java.util.List;

/**
 * What became of the operations of a batch (BAR1).
 *
 * @param <T> the type of one operation's result
 * @param successCount how many succeeded
 * @param failureCount how many failed
 * @param results a result for each operation
 */
public record BatchResult<T>(int successCount, int failureCount, List<T> results) {

	/**
	 * Copies the list.
	 */
	public BatchResult {
		results = List.copyOf(results);
	}

}
