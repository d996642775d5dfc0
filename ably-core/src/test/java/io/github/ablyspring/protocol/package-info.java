/**
 * What frames and errors look like, and what becomes of bad bytes.
 */
@NullMarked
package io.github.ablyspring.protocol;

import org.jspecify.annotations.NullMarked;
