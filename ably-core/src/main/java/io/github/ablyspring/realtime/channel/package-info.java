/**
 * Channels of a realtime client: their state machine, what is published on them and what
 * is delivered from them.
 */
@NullMarked
package io.github.ablyspring.realtime.channel;

import org.jspecify.annotations.NullMarked;
