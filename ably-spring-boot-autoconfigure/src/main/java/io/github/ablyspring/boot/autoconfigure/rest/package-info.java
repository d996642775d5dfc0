/**
 * Auto-configuration for REST over the application's own HTTP client.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.rest;

import org.jspecify.annotations.NullMarked;
