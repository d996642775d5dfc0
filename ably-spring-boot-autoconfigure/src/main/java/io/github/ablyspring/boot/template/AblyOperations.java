package io.github.ablyspring.boot.template;

import java.util.Map;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AblyTemplate} can do. Every method waits until Ably has stored the
 * message, and throws an {@link io.github.ablyspring.protocol.AblyException} otherwise.
 */
public interface AblyOperations {

	/**
	 * Publishes a message.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON
	 * @return what Ably stored
	 */
	PublishResult publish(String channel, @Nullable String event, @Nullable Object data);

	/**
	 * Publishes a message with headers in its extras.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON
	 * @param headers the headers
	 * @return what Ably stored
	 */
	PublishResult publish(String channel, @Nullable String event, @Nullable Object data, Map<String, String> headers);

	/**
	 * Publishes a message.
	 * @param channel the channel's name
	 * @param message the message
	 * @return what Ably stored
	 */
	PublishResult publish(String channel, Message message);

	/**
	 * Publishes a message when the current transaction has committed, and not at all when
	 * it rolls back, be it to a savepoint; at once when there is no transaction. Does not
	 * wait then: a failure is logged.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON when it is published
	 */
	void publishAfterCommit(String channel, @Nullable String event, @Nullable Object data);

	/**
	 * Publishes a message with headers in its extras when the current transaction has
	 * committed, as {@link #publishAfterCommit(String, String, Object)} does.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON when it is published
	 * @param headers the headers
	 */
	void publishAfterCommit(String channel, @Nullable String event, @Nullable Object data, Map<String, String> headers);

	/**
	 * Publishes a message when the current transaction has committed, as
	 * {@link #publishAfterCommit(String, String, Object)} does.
	 * @param channel the channel's name
	 * @param message the message
	 */
	void publishAfterCommit(String channel, Message message);

}
