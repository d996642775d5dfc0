/**
 * Statistics, as tests put them there.
 */
@NullMarked
package io.github.ablyspring.emulator.stats;

import org.jspecify.annotations.NullMarked;
