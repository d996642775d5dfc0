/**
 * The portable integration specs, with our client against our emulator.
 */
@NullMarked
package io.github.ablyspring.integration.uts;

import org.jspecify.annotations.NullMarked;
