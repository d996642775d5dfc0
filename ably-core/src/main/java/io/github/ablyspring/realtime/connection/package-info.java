/**
 * The connection to Ably: its state machine, what is pending on it, and how it comes back
 * after a failure.
 */
@NullMarked
package io.github.ablyspring.realtime.connection;

import org.jspecify.annotations.NullMarked;
