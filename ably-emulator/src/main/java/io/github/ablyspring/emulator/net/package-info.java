/**
 * Sockets: HTTP and WebSockets, straight on Netty, for faults have to reach down to the
 * line and a frame that goes to a thousand connections shall be encoded once.
 */
@NullMarked
package io.github.ablyspring.emulator.net;

import org.jspecify.annotations.NullMarked;
