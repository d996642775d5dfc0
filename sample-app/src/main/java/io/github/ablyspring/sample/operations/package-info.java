/**
 * How the connection to Ably is doing, and ways to break it.
 */
@NullMarked
package io.github.ablyspring.sample.operations;

import org.jspecify.annotations.NullMarked;
