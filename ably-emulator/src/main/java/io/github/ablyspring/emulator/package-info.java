/**
 * An embedded server that speaks Ably's protocol, for development and tests.
 */
@NullMarked
package io.github.ablyspring.emulator;

import org.jspecify.annotations.NullMarked;
