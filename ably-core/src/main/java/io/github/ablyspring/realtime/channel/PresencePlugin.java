package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.realtime.presence.RealtimePresence;

/**
 * The presence of a channel. Internal.
 */
public interface PresencePlugin extends ChannelPlugin {

	/**
	 * What the application uses.
	 * @return the presence
	 */
	RealtimePresence presence();

}
