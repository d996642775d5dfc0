/**
 * Annotations of messages over a realtime connection.
 */
@NullMarked
package io.github.ablyspring.realtime.annotation;

import org.jspecify.annotations.NullMarked;
