package io.github.ablyspring.sample.operations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Another state of the connection.
 *
 * @param at when
 * @param previous the state before
 * @param current the state now
 * @param reason why, if there is a reason
 */
record StateEntry(Instant at, String previous, String current, @Nullable String reason) {
}
