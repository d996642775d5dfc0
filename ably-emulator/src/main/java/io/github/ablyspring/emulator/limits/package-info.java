/**
 * How much an emulator takes.
 */
@NullMarked
package io.github.ablyspring.emulator.limits;

import org.jspecify.annotations.NullMarked;
