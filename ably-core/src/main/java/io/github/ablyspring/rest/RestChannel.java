package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.rest.push.LocalDevice;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A channel, used over REST. Every operation starts when it is called; a failure
 * completes its future with an {@link io.github.ablyspring.protocol.AblyException}, also
 * where the arguments were wrong.
 *
 * <pre class="code">
 * RestChannel orders = ably.channels().get("orders");
 * orders.publish("created", new Order(42)).thenAccept((result) -&gt; log.info("stored as {}", result.serials()));
 * orders.history(HistoryParams.builder().limit(10).build())
 *     .thenAccept((page) -&gt; page.items().forEach(this::show));
 * </pre>
 */
public interface RestChannel {

	/**
	 * The channel's name.
	 * @return the name
	 */
	String name();

	/**
	 * The options in force.
	 * @return the options
	 */
	ChannelOptions options();

	/**
	 * Replaces the options; what was started before keeps the old ones.
	 * @param options the options
	 * @return done, once they are in force
	 */
	CompletableFuture<Void> setOptions(ChannelOptions options);

	/**
	 * Who is present on the channel.
	 * @return the presence of this channel
	 */
	RestPresence presence();

	/**
	 * Annotations of the channel's messages.
	 * @return the annotations of this channel
	 */
	RestAnnotations annotations();

	/**
	 * Push subscriptions of the channel, managed for any client or device.
	 * @return the push side of this channel
	 */
	PushChannel push();

	/**
	 * Push subscriptions of the channel, managed as a device that proves who it is.
	 * @param device the device to act for
	 * @return the push side of this channel
	 */
	PushChannel push(LocalDevice device);

	/**
	 * Publishes one message.
	 * @param name the event's name
	 * @param data a string, bytes, or anything that becomes a JSON object or array
	 * @return what Ably stored
	 */
	CompletableFuture<PublishResult> publish(@Nullable String name, @Nullable Object data);

	/**
	 * Publishes one message.
	 * @param message the message
	 * @return what Ably stored
	 */
	CompletableFuture<PublishResult> publish(Message message);

	/**
	 * Publishes one message.
	 * @param message the message
	 * @param params parameters of the request
	 * @return what Ably stored
	 */
	CompletableFuture<PublishResult> publish(Message message, Map<String, ?> params);

	/**
	 * Publishes messages in one request: all of them are stored or none.
	 * @param messages the messages, together no larger than {@code maxMessageSize}
	 * @return what Ably stored
	 */
	CompletableFuture<PublishResult> publish(List<Message> messages);

	/**
	 * Publishes messages in one request: all of them are stored or none.
	 * @param messages the messages, together no larger than {@code maxMessageSize}
	 * @param params parameters of the request
	 * @return what Ably stored
	 */
	CompletableFuture<PublishResult> publish(List<Message> messages, Map<String, ?> params);

	/**
	 * Publishes any number of messages in order, in as few requests as
	 * {@code maxMessageSize} allows. A request that fails, or a message that is too
	 * large, takes nothing else down with it.
	 * @param messages the messages
	 * @return what became of each, in the order of the messages
	 */
	CompletableFuture<List<PublishOutcome>> publishAll(Iterable<Message> messages);

	/**
	 * Publishes a stream of messages in order, as {@link #publishAll(Iterable)} does.
	 * Starts when it is subscribed to, takes from the source only as much as it can send,
	 * and sends only as much as the outcomes are asked for. While a request is under way
	 * the messages that arrive are gathered for the next.
	 * @param messages the messages
	 * @return what became of each, in the order of the messages; ends with the source's
	 * error, if it has one, after the outcomes of what came before
	 */
	Flux<PublishOutcome> publishAll(Publisher<Message> messages);

	/**
	 * The latest messages, newest first.
	 * @return the first page
	 */
	PaginatedFuture<Message> history();

	/**
	 * Messages of the past.
	 * @param params which, and in which order
	 * @return the first page
	 */
	PaginatedFuture<Message> history(HistoryParams params);

	/**
	 * What Ably knows about the channel now: whether it is active, and its occupancy.
	 * @return the details
	 */
	CompletableFuture<ChannelDetails> status();

	/**
	 * The latest version of a message.
	 * @param serial the message's serial
	 * @return the message
	 */
	CompletableFuture<Message> getMessage(String serial);

	/**
	 * The latest version of a message.
	 * @param message the message, with its serial
	 * @return the message
	 */
	CompletableFuture<Message> getMessage(Message message);

	/**
	 * All versions of a message.
	 * @param serial the message's serial
	 * @return the first page
	 */
	PaginatedFuture<Message> getMessageVersions(String serial);

	/**
	 * Versions of a message.
	 * @param serial the message's serial
	 * @param params what the REST API takes, such as {@code limit} and {@code direction}
	 * @return the first page
	 */
	PaginatedFuture<Message> getMessageVersions(String serial, Map<String, ?> params);

	/**
	 * Versions of a message.
	 * @param message the message, with its serial
	 * @param params what the REST API takes, such as {@code limit} and {@code direction}
	 * @return the first page
	 */
	PaginatedFuture<Message> getMessageVersions(Message message, Map<String, ?> params);

	/**
	 * Replaces the fields of a message that are set here.
	 * @param message the message, with its serial
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> updateMessage(Message message);

	/**
	 * Replaces the fields of a message that are set here.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> updateMessage(Message message, MessageOperation operation);

	/**
	 * Replaces the fields of a message that are set here.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @param params parameters of the request
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> updateMessage(Message message, @Nullable MessageOperation operation,
			Map<String, ?> params);

	/**
	 * Marks a message as deleted.
	 * @param message the message, with its serial
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> deleteMessage(Message message);

	/**
	 * Marks a message as deleted.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, MessageOperation operation);

	/**
	 * Marks a message as deleted.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @param params parameters of the request
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, @Nullable MessageOperation operation,
			Map<String, ?> params);

	/**
	 * Adds to the data of a message.
	 * @param message the message's serial and the piece to append as its data
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> appendMessage(Message message);

	/**
	 * Adds to the data of a message.
	 * @param message the message's serial and the piece to append as its data
	 * @param operation who does it, and why
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> appendMessage(Message message, MessageOperation operation);

	/**
	 * Adds to the data of a message.
	 * @param message the message's serial and the piece to append as its data
	 * @param operation who does it, and why
	 * @param params parameters of the request
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> appendMessage(Message message, @Nullable MessageOperation operation,
			Map<String, ?> params);

}
