package io.github.ablyspring.emulator.channel;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a channel's history is wanted, and in which order.
 *
 * @param start from when on
 * @param end until when
 * @param limit how many items at most
 * @param forwards whether the oldest come first
 * @param untilSerial the position at which a client attached, if only what was before is
 * wanted
 * @param cursor where an earlier page ended
 */
public record HistoryQuery(long start, long end, int limit, boolean forwards, @Nullable String untilSerial,
		@Nullable String cursor) {
}
