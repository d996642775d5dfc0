/**
 * The seams to the network and to time: what the engine needs of HTTP, of a serial
 * executor, of timers and of the place where user code runs, and the implementations on
 * Netty.
 */
@NullMarked
package io.github.ablyspring.transport;

import org.jspecify.annotations.NullMarked;
