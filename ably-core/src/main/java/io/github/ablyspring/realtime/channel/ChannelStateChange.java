package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * A change of a channel (TH1).
 *
 * @param previous the state before
 * @param current the state now; the same as before for an {@link ChannelEvent#UPDATE}
 * @param event the event that announces the change
 * @param reason the error that caused the change, if one did
 * @param resumed whether the channel went on where it was, so that no message was missed;
 * {@code false} unless the server said so
 * @param hasBacklog whether messages from before the attach are about to come, from a
 * resume or a rewind
 */
public record ChannelStateChange(ChannelState previous, ChannelState current, ChannelEvent event,
		@Nullable ErrorInfo reason, boolean resumed, boolean hasBacklog) {
}
