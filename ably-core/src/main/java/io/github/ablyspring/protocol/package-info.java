/**
 * The language of the service: protocol messages, their parts, errors, and the codecs
 * that turn them into JSON or MessagePack and back. Nothing here reads a socket, starts a
 * thread or knows a client.
 */
@NullMarked
package io.github.ablyspring.protocol;

import org.jspecify.annotations.NullMarked;
