/**
 * Auto-configuration for the endpoint.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
