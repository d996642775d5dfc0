/**
 * What the annotations of a message add up to.
 */
@NullMarked
package io.github.ablyspring.emulator.annotation;

import org.jspecify.annotations.NullMarked;
