/**
 * Application events for what happens to connections and channels.
 */
@NullMarked
package io.github.ablyspring.boot.event;

import org.jspecify.annotations.NullMarked;
