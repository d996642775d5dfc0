package io.github.ablyspring.emulator.channel;

/**
 * Hands out serials, each larger than the one before, whatever the clock does.
 */
final class SerialSequence {

	private final String series;

	private long time;

	private int counter = -1;

	SerialSequence(String series) {
		this.series = series;
	}

	String series() {
		return this.series;
	}

	Serial next(long now) {
		if (now > this.time) {
			this.time = now;
			this.counter = 0;
		}
		else if (this.counter < Serial.MAX_COUNTER) {
			this.counter++;
		}
		else {
			// more than a thousand in a millisecond: borrow from the next one
			this.time++;
			this.counter = 0;
		}
		return new Serial(this.time, this.counter, this.series);
	}

	/**
	 * The position of an empty log: before anything that will come.
	 * @param now the time
	 * @return the position
	 */
	Serial start(long now) {
		return (this.counter < 0) ? next(now) : new Serial(this.time, this.counter, this.series);
	}

}
