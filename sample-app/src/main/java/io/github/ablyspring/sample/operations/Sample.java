package io.github.ablyspring.sample.operations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How things are at one moment.
 *
 * @param at when
 * @param connection the state of the connection
 * @param connectionId its id
 * @param published messages that were published so far
 * @param failed publishes that failed so far
 * @param received messages that were received so far
 * @param latency milliseconds the slowest message of late took from Ably to its listener
 * @param rest milliseconds a REST request took; {@code null} when it failed
 * @param restError why it failed
 */
record Sample(Instant at, String connection, @Nullable String connectionId, long published, long failed, long received,
		long latency, @Nullable Long rest, @Nullable String restError) {
}
