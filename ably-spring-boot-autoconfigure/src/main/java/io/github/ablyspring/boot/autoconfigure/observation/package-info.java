/**
 * Auto-configuration for observations.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
