package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * How long messages took, by windows of a quarter of a second. When the host of a virtual
 * machine has something else to do, everything on it stands still, whichever client that
 * is. The kernel counts that time, and a window counts only when nothing of it fell into
 * the window itself or into its neighbours. Called by one thread at a time.
 */
final class Latencies {

	/** How many windows there are in a second. */
	static final int WINDOWS_PER_SECOND = 4;

	/** After so many windows it is over, however few of them count. */
	static final int MOST = 120;

	private static final int WANTED = 40;

	// The kernel counts in hundredths of a second. Shorter interruptions add up to one
	// every now and then.
	private static final long TOLERATED = 1;

	private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

	private final int perWindow;

	private final Histogram counted = new Histogram(LONGEST, 3);

	private Histogram window = new Histogram(LONGEST, 3);

	private Histogram previous = new Histogram(LONGEST, 3);

	private long stolen = Usage.stolenTicks();

	private int undisturbed;

	private int windows;

	private int windowsCounted;

	/**
	 * Creates the windows.
	 * @param rate how many messages there are in a second
	 */
	Latencies(int rate) {
		this.perWindow = rate / WINDOWS_PER_SECOND;
	}

	/**
	 * Takes one message.
	 * @param nanos how long it took
	 */
	void record(long nanos) {
		if (isOver()) {
			return;
		}
		this.window.recordValue(Math.min(Math.max(0, nanos), LONGEST));
		if (this.window.getTotalCount() == this.perWindow) {
			windowEnds();
		}
	}

	private void windowEnds() {
		long stolen = Usage.stolenTicks();
		this.undisturbed = (stolen - this.stolen > TOLERATED) ? 0 : this.undisturbed + 1;
		this.stolen = stolen;
		this.windows++;
		// the one before this one, and both beside it
		if (this.undisturbed >= 3) {
			this.counted.add(this.previous);
			this.windowsCounted++;
		}
		Histogram next = this.previous;
		next.reset();
		this.previous = this.window;
		this.window = next;
	}

	/** Whether no more messages are needed. */
	boolean isOver() {
		return this.windowsCounted == WANTED || this.windows == MOST;
	}

	/** How many windows do not count; the first and the last never do. */
	int leftOut() {
		return this.windows - this.windowsCounted;
	}

	double micros(double percentile) {
		if (this.windowsCounted == 0) {
			throw new IllegalStateException("the machine stood still in all " + this.windows + " windows");
		}
		return this.counted.getValueAtPercentile(percentile) / 1000.0;
	}

}
