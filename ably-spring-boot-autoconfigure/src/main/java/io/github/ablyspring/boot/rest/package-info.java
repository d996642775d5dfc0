/**
 * REST over the application's own HTTP client.
 */
@NullMarked
package io.github.ablyspring.boot.rest;

import org.jspecify.annotations.NullMarked;
