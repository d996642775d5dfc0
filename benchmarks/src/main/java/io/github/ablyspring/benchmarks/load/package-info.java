/**
 * A server that does nothing but send prepared frames, so that what is measured is the
 * client.
 */
@NullMarked
package io.github.ablyspring.benchmarks.load;

import org.jspecify.annotations.NullMarked;
