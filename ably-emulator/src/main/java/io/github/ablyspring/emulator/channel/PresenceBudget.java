package io.github.ablyspring.emulator.channel;

/**
 * How much the members of all channels may have with them altogether.
 */
final class PresenceBudget {

	private final long limit;

	private long bytes;

	PresenceBudget(long limit) {
		this.limit = limit;
	}

	/**
	 * Notes that members have more with them, or less.
	 * @param change how many bytes
	 */
	void changed(long change) {
		this.bytes += change;
	}

	/**
	 * How much more they may have.
	 * @return so many bytes
	 */
	long room() {
		return this.limit - this.bytes;
	}

}
