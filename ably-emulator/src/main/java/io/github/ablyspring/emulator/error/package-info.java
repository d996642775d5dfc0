/**
 * What the emulator says no with.
 */
@NullMarked
package io.github.ablyspring.emulator.error;

import org.jspecify.annotations.NullMarked;
