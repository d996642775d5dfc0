package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.zip.CRC32;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts what comes in, holds its order against what was sent, and sums it up. Called by
 * one thread at a time.
 */
final class Tally implements Consumer<@Nullable String> {

	private static final int DIGITS = 19;

	private final int expected;

	private final int framesExpected;

	private final CRC32 checksum = new CRC32();

	private final CompletableFuture<Void> complete = new CompletableFuture<>();

	private final @Nullable Histogram latency;

	private int received;

	private int frames;

	private long next;

	private int lost;

	private int doubled;

	Tally(int expected, int batch) {
		this(expected, batch, null);
	}

	Tally(int expected, int batch, @Nullable Histogram latency) {
		this.expected = expected;
		this.framesExpected = (expected + batch - 1) / batch;
		this.latency = latency;
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

	long checksum() {
		return this.checksum.getValue();
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
		if (this.latency != null) {
			this.latency.recordValue(Math.max(0, System.nanoTime() - number(data, DIGITS)));
		}
		this.checksum.update(data.charAt(data.length() - 1) ^ data.length());
		if (++this.received + this.lost >= this.expected) {
			this.complete.complete(null);
		}
	}

	private static long number(String data, int from) {
		return Long.parseLong(data, from, from + DIGITS, 10);
	}

}
