/**
 * Presence on a realtime channel: who is there, and one's own being there.
 */
@NullMarked
package io.github.ablyspring.realtime.presence;

import org.jspecify.annotations.NullMarked;
