package io.github.ablyspring.boot.listener;

import io.github.ablyspring.message.ChannelMode;

/**
 * What of a channel a listener is called with.
 */
public enum ListenerSource {

	/** Its messages. */
	MESSAGES(ChannelMode.SUBSCRIBE),

	/** Its presence members. */
	PRESENCE(ChannelMode.PRESENCE_SUBSCRIBE),

	/** The annotations of its messages. */
	ANNOTATIONS(ChannelMode.ANNOTATION_SUBSCRIBE);

	private final ChannelMode mode;

	ListenerSource(ChannelMode mode) {
		this.mode = mode;
	}

	/** The mode without which the service sends nothing of it. */
	ChannelMode mode() {
		return this.mode;
	}

}
