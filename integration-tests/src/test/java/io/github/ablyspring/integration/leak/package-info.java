/**
 * Finds Netty buffers that nobody has released.
 */
@NullMarked
package io.github.ablyspring.integration.leak;

import org.jspecify.annotations.NullMarked;
