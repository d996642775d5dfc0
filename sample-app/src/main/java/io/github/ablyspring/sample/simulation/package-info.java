/**
 * Couriers who move without anybody driving.
 */
@NullMarked
package io.github.ablyspring.sample.simulation;

import org.jspecify.annotations.NullMarked;
