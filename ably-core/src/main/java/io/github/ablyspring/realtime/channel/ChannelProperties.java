package io.github.ablyspring.realtime.channel;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel is in its stream of messages (RTL15).
 *
 * @param attachSerial the position at which it was attached, or at which continuity was
 * lost last
 * @param channelSerial the position of the last frame that came in
 */
public record ChannelProperties(@Nullable String attachSerial, @Nullable String channelSerial) {

	/** Of a channel that was never attached. */
	public static final ChannelProperties NONE = new ChannelProperties(null, null);

}
