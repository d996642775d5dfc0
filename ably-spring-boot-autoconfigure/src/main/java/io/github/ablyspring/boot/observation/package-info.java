/**
 * Observations of publishes and listeners, and the context of traces in messages.
 */
@NullMarked
package io.github.ablyspring.boot.observation;

import org.jspecify.annotations.NullMarked;
