package io.github.ablyspring.transport;

import java.time.Duration;

/**
 * Keeps durations so short that one can calculate with them. Whoever means "for ever"
 * writes {@code ChronoUnit.FOREVER.getDuration()} or the largest number of seconds there
 * is, and neither can be told in milliseconds or nanoseconds. Internal.
 */
public final class Durations {

	/** For ever, as far as a client is concerned: a hundred years. */
	public static final Duration LONGEST = Duration.ofDays(36_500);

	private Durations() {
	}

	/**
	 * A duration that can be calculated with.
	 * @param duration any duration
	 * @return the same, or the longest if it is longer than that
	 */
	public static Duration bounded(Duration duration) {
		return (duration.compareTo(LONGEST) > 0) ? LONGEST : duration;
	}

}
