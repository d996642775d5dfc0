/**
 * What tests of several kinds need: an emulator, and something to wait with.
 */
@NullMarked
package io.github.ablyspring.integration.support;

import org.jspecify.annotations.NullMarked;
