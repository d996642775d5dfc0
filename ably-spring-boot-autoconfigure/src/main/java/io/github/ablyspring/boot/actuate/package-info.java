/**
 * The endpoint that shows clients, connections and channels.
 */
@NullMarked
package io.github.ablyspring.boot.actuate;

import org.jspecify.annotations.NullMarked;
