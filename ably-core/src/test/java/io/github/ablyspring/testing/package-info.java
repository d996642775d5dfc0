/**
 * What the tests of the engine run on instead of a network and a clock.
 */
@NullMarked
package io.github.ablyspring.testing;

import org.jspecify.annotations.NullMarked;
