/**
 * Deltas between messages.
 */
@NullMarked
package io.github.ablyspring.emulator.delta;

import org.jspecify.annotations.NullMarked;
