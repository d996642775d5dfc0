/**
 * Channels. A channel is one ordered log, from which live delivery, history, rewind,
 * resume, presence and annotations all follow.
 */
@NullMarked
package io.github.ablyspring.emulator.channel;

import org.jspecify.annotations.NullMarked;
