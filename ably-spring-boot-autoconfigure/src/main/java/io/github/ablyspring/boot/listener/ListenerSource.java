package io.github.ablyspring.boot.listener;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;

/**
 * What of a channel a listener is called with.
 */
public enum ListenerSource {

	/** Its messages. */
	MESSAGES(ChannelMode.SUBSCRIBE, Message.class),

	/** Its presence members. */
	PRESENCE(ChannelMode.PRESENCE_SUBSCRIBE, PresenceMessage.class),

	/** The annotations of its messages. */
	ANNOTATIONS(ChannelMode.ANNOTATION_SUBSCRIBE, Annotation.class);

	private final ChannelMode mode;

	private final Class<?> content;

	ListenerSource(ChannelMode mode, Class<?> content) {
		this.mode = mode;
		this.content = content;
	}

	/** The mode without which the service sends nothing of it. */
	ChannelMode mode() {
		return this.mode;
	}

	/** What comes of it. */
	Class<?> content() {
		return this.content;
	}

}
