/**
 * Keeps requests away from a service that is in trouble, and trouble away from the
 * application.
 */
@NullMarked
package io.github.ablyspring.boot.resilience;

import org.jspecify.annotations.NullMarked;
