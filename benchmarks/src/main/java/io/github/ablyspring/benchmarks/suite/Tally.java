package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Counts what comes in, holds its order, its length and its end against what was sent.
 * Called by one thread at a time.
 */
final class Tally implements Consumer<@Nullable String> {

	private static final int DIGITS = 19;

	private final int expected;

	private final int framesExpected;

	private final int length;

	private final char last;

	private final CompletableFuture<Void> complete = new CompletableFuture<>();

	private final @Nullable Latencies latencies;

	private int received;

	private int frames;

	private long next;

	private int lost;

	private int doubled;

	private int damaged;

	private long marked = Long.MAX_VALUE;

	private volatile long markSeen;

	/**
	 * Creates a tally.
	 * @param expected how many messages there are
	 * @param length of a payload
	 * @param batch how many messages are in a frame
	 */
	Tally(int expected, int length, int batch) {
		this(expected, length, batch, null);
	}

	Tally(int expected, int length, int batch, @Nullable Latencies latencies) {
		this.expected = expected;
		this.length = length;
		this.last = (char) ('a' + (length - 1) % 26);
		this.framesExpected = (expected + batch - 1) / batch;
		this.latencies = latencies;
	}

	/** Notes the time at which a message comes in. */
	Tally marking(long number) {
		this.marked = number;
		return this;
	}

	long markSeen() {
		return this.markSeen;
	}

	CompletableFuture<Void> complete() {
		return this.complete;
	}

	int lost() {
		return this.lost;
	}

	int doubled() {
		return this.doubled;
	}

	/** Fails unless everything came as it was sent, once and in order. */
	void check() {
		if (this.lost + this.doubled + this.damaged > 0) {
			throw new IllegalStateException(
					this.lost + " lost, " + this.doubled + " doubled, " + this.damaged + " damaged");
		}
	}

	@Override
	public void accept(@Nullable String data) {
		if (data == null) {
			if (++this.frames == this.framesExpected) {
				this.complete.complete(null);
			}
			return;
		}
		long number = number(data, 0);
		if (number < this.next) {
			this.doubled++;
			return;
		}
		this.lost += (int) (number - this.next);
		this.next = number + 1;
		if (number == this.marked) {
			this.markSeen = System.nanoTime();
		}
		Latencies latencies = this.latencies;
		if (latencies != null) {
			latencies.record(System.nanoTime() - number(data, DIGITS));
		}
		if (data.length() != this.length || data.charAt(this.length - 1) != this.last) {
			this.damaged++;
		}
		if (++this.received + this.lost >= this.expected || (latencies != null && latencies.isOver())) {
			this.complete.complete(null);
		}
	}

	private static long number(String data, int from) {
		return Long.parseLong(data, from, from + DIGITS, 10);
	}

}
