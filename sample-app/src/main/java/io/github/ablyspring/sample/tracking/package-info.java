/**
 * Where couriers and orders are.
 */
@NullMarked
package io.github.ablyspring.sample.tracking;

import org.jspecify.annotations.NullMarked;
