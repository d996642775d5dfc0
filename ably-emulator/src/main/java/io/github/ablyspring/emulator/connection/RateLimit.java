package io.github.ablyspring.emulator.connection;

/**
 * Counts what comes in within a second.
 */
final class RateLimit {

	private static final long WINDOW = 1000;

	// that far beyond the limit there is no point in answering
	private static final int FATAL_FACTOR = 20;

	private final int limit;

	private long windowStart;

	private long count;

	RateLimit(int limit) {
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

	/**
	 * Counts.
	 * @param items how many came in
	 * @param now the time
	 * @return whether that is too many
	 */
	boolean isExceededBy(int items, long now) {
		if (this.limit <= 0) {
			return false;
		}
		if (now - this.windowStart >= WINDOW) {
			this.windowStart = now;
			this.count = 0;
		}
		this.count += items;
		return this.count > this.limit;
	}

	boolean isFatal() {
		return this.limit > 0 && this.count > (long) this.limit * FATAL_FACTOR;
	}

}
