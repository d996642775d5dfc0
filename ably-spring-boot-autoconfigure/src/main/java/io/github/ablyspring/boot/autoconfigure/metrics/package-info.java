/**
 * Auto-configuration for meters.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
