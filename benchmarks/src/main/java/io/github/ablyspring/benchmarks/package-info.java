/**
 * Measurements side by side with the official client.
 */
@NullMarked
package io.github.ablyspring.benchmarks;

import org.jspecify.annotations.NullMarked;
