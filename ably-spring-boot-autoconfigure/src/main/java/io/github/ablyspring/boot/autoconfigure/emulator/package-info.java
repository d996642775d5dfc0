/**
 * Auto-configuration for the embedded Ably-compatible server.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.emulator;

import org.jspecify.annotations.NullMarked;
