/**
 * What it costs to turn frames into bytes and back, beside the official client's own
 * codec.
 */
@NullMarked
package io.github.ablyspring.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
