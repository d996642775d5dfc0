/**
 * Methods that are called with what comes in on Ably channels.
 */
@NullMarked
package io.github.ablyspring.boot.listener;

import org.jspecify.annotations.NullMarked;
