/**
 * Whole clients against a model of the service, through everything that can go wrong, in
 * virtual time. Every run follows from its seed.
 */
@NullMarked
package io.github.ablyspring.simulation;

import org.jspecify.annotations.NullMarked;
