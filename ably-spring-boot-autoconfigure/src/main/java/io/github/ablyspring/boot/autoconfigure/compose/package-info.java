/**
 * Connections to an emulator that Docker Compose runs.
 */
@NullMarked
package io.github.ablyspring.boot.autoconfigure.compose;

import org.jspecify.annotations.NullMarked;
