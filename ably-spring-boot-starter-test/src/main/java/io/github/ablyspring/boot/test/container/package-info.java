/**
 * The emulator in a container, and connections to it.
 */
@NullMarked
package io.github.ablyspring.boot.test.container;

import org.jspecify.annotations.NullMarked;
