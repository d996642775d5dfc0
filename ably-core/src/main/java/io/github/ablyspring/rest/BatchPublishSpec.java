package io.github.ablyspring.rest;

import java.util.List;

import io.github.ablyspring.message.Message;

/**
 * Messages to publish, and the channels each of them goes to (BSP1).
 *
 * @param channels the channels' names
 * @param messages the messages
 */
public record BatchPublishSpec(List<String> channels, List<Message> messages) {

	public BatchPublishSpec {
		channels = List.copyOf(channels);
		messages = List.copyOf(messages);
	}

	/**
	 * Messages for one channel.
	 * @param channel the channel's name
	 * @param messages the messages
	 * @return what to publish
	 */
	public static BatchPublishSpec of(String channel, Message... messages) {
		return new BatchPublishSpec(List.of(channel), List.of(messages));
	}

}
