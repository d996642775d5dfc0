/**
 * Auto-configuration for what guards REST requests.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.resilience;

import org.jspecify.annotations.NullMarked;
