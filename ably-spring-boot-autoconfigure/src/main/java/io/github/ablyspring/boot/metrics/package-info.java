/**
 * Meters of clients, connections, channels and requests.
 */
@NullMarked
package io.github.ablyspring.boot.metrics;

import org.jspecify.annotations.NullMarked;
