/**
 * Auto-configuration for application events.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.event;

import org.jspecify.annotations.NullMarked;
