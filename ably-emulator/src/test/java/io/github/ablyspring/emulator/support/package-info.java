/**
 * What tests of the emulator talk to it with.
 */
@NullMarked
package io.github.ablyspring.emulator.support;

import org.jspecify.annotations.NullMarked;
