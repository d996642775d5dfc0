/**
 * Spring Boot auto-configuration for Ably.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
