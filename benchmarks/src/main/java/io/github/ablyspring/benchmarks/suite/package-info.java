/**
 * The same work done by several clients, measured side by side.
 */
@NullMarked
package io.github.ablyspring.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
