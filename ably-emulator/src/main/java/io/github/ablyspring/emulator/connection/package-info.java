/**
 * Realtime connections: they outlive their sockets.
 */
@NullMarked
package io.github.ablyspring.emulator.connection;

import org.jspecify.annotations.NullMarked;
