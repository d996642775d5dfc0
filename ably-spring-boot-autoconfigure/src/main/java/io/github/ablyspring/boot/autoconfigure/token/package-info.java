/**
 * Auto-configuration for the token endpoint.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.token;

import org.jspecify.annotations.NullMarked;
