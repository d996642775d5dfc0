/**
 * What the emulator takes: it must not be the bottleneck of anybody's tests.
 */
@NullMarked
package io.github.ablyspring.benchmarks.emulator;

import org.jspecify.annotations.NullMarked;
