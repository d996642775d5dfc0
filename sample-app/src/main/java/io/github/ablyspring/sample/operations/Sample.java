package io.github.ablyspring.sample.operations;

import java.time.Instant;

import io.github.ablyspring.sample.operations.Meters.Timing;
import org.jspecify.annotations.Nullable;

/**
 * How things are at one moment. Whatever is counted or timed is so from the start on.
 *
 * @param at when
 * @param connection the state of the connection
 * @param connectionId its id
 * @param published messages that were published
 * @param failed publishes that failed
 * @param pending publishes that wait
 * @param received messages that were received
 * @param publish how long publishes took
 * @param delivery how long messages took from Ably to their listener
 * @param listener how long annotated listeners took
 * @param rest how long REST requests took
 * @param restError why the last one failed
 * @param circuit the state of the circuit breaker
 */
record Sample(Instant at, String connection, @Nullable String connectionId, long published, long failed, long pending,
		long received, Timing publish, Timing delivery, Timing listener, Timing rest, @Nullable String restError,
		@Nullable String circuit) {
}
