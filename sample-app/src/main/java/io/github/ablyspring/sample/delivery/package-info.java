/**
 * What couriers and orders say to each other.
 */
@NullMarked
package io.github.ablyspring.sample.delivery;

import org.jspecify.annotations.NullMarked;
