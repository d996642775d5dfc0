/**
 * Tests of the seams to the network, against servers in this process.
 */
@NullMarked
package io.github.ablyspring.transport;

import org.jspecify.annotations.NullMarked;
