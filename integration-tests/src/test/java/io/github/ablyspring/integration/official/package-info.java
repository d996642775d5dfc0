/**
 * The official client for Java, unmodified, against the emulator, alone and together with
 * ours.
 */
@NullMarked
package io.github.ablyspring.integration.official;

import org.jspecify.annotations.NullMarked;
