/**
 * Between bytes, trees and messages.
 */
@NullMarked
package io.github.ablyspring.emulator.wire;

import org.jspecify.annotations.NullMarked;
