package io.github.ablyspring.realtime.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.ablyspring.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Looks at messages on their way out and in, and may change them, or hold them back.
 * Several are called one after the other, each with what the one before it made of the
 * messages.
 * <p>
 * Runs on the user executor and may take its time: publishes of a channel, and deliveries
 * of a channel, keep their order.
 */
public interface MessageInterceptor {

	/**
	 * Before messages are encoded and published. A failure fails the publish.
	 * @param channel the name of the channel
	 * @param messages the messages of one publish
	 * @return the messages to publish instead; their number must not change
	 */
	default CompletionStage<List<Message>> publishing(String channel, List<Message> messages) {
		return CompletableFuture.completedStage(messages);
	}

	/**
	 * Before a message goes to the listeners. A failure is reported, and the message goes
	 * on as it was before this interceptor.
	 * @param channel the name of the channel
	 * @param message the message
	 * @return the message to deliver instead, or {@code null} to deliver none
	 */
	default CompletionStage<@Nullable Message> delivering(String channel, Message message) {
		return CompletableFuture.completedStage(message);
	}

}
