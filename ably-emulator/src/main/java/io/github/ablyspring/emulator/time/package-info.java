/**
 * Time as the emulator sees it: one loop, and a clock that a test may own.
 */
@NullMarked
package io.github.ablyspring.emulator.time;

import org.jspecify.annotations.NullMarked;
