package io.github.ablyspring.realtime.channel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageFilter;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.EventEmitter;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.realtime.annotation.RealtimeAnnotations;
import io.github.ablyspring.realtime.presence.RealtimePresence;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedFuture;
import io.github.ablyspring.rest.PushChannel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A channel of a realtime client.
 *
 * <pre>{@code
 * RealtimeChannel orders = ably.channels().get("orders");
 * orders.subscribe("created", message -> ship(message.data(Order.class)));   // attaches by itself
 * orders.publish("created", new Order(42));
 * }</pre>
 *
 * All methods may be called from any thread and from any callback. Operations start when
 * they are called. Listeners of one channel are called one after the other, in the order
 * in which things happened, on the user executor; other channels do not wait for them.
 */
public interface RealtimeChannel extends EventEmitter<ChannelEvent, ChannelStateChange> {

	/**
	 * The channel's name.
	 * @return the name
	 */
	String name();

	/**
	 * The current state.
	 * @return the state
	 */
	ChannelState state();

	/**
	 * The last error of the channel; a successful attach clears it (RTL24).
	 * @return the error, if there was one
	 */
	@Nullable ErrorInfo errorReason();

	/**
	 * Where the channel is in its stream of messages (RTL15).
	 * @return the position
	 */
	ChannelProperties properties();

	/**
	 * The parameters that the server has accepted (RTL4k1).
	 * @return the parameters; empty before the first attach
	 */
	Map<String, String> params();

	/**
	 * What the server has granted (RTL4m).
	 * @return the modes; empty before the first attach
	 */
	Set<ChannelMode> modes();

	/**
	 * Whether the last attach announced messages from before it (RTL2i).
	 * @return whether a backlog was to come
	 */
	boolean hasBacklog();

	/**
	 * The options in force.
	 * @return the options
	 */
	ChannelOptions options();

	/**
	 * Replaces the options. New parameters or modes make an attached channel attach again
	 * (RTL16).
	 * @param options the options
	 * @return completes when the server has taken them over, at once where that is not
	 * needed
	 */
	CompletableFuture<Void> setOptions(ChannelOptions options);

	/**
	 * Attaches, so that messages are delivered (RTL4). Does nothing when attached
	 * already.
	 * @return the change that led to the attached state, {@code null} when attached
	 * already
	 */
	CompletableFuture<@Nullable ChannelStateChange> attach();

	/**
	 * Detaches (RTL5). Does nothing when not attached.
	 * @return completes when the channel is detached
	 */
	CompletableFuture<Void> detach();

	/**
	 * Completes when the channel is in a state, at once if it is already (RTL25). Does
	 * not wait for listeners, which may hear of the change earlier or later: so a
	 * listener may wait for a state itself, and one that never returns holds up nobody
	 * else.
	 * @param state the state to wait for
	 * @return the change that led to the state, or {@code null} if the channel was in it
	 * already
	 */
	CompletableFuture<@Nullable ChannelStateChange> whenState(ChannelState state);

	/**
	 * Calls a listener once when the channel is in a state, at once if it is already
	 * (RTL25); otherwise in turn with the listeners of {@link #once}, of which it is one.
	 * @param state the state to wait for
	 * @param listener given the change that led to the state, or {@code null} if the
	 * channel was in it already
	 */
	void whenState(ChannelState state, Consumer<? super @Nullable ChannelStateChange> listener);

	/**
	 * The changes from now on, as a stream. A subscriber that does not keep up loses the
	 * oldest changes first.
	 * @return the changes
	 */
	Flux<ChannelStateChange> stateChanges();

	/**
	 * Calls the listener for every message (RTL7a).
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(Consumer<? super Message> listener);

	/**
	 * Calls the listener for messages of one name (RTL7b).
	 * @param name the name
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(String name, Consumer<? super Message> listener);

	/**
	 * Calls the listener for messages of some names.
	 * @param names the names
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(Collection<String> names, Consumer<? super Message> listener);

	/**
	 * Calls the listener for messages that a filter matches (RTL22).
	 * @param filter the filter
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(MessageFilter filter, Consumer<? super Message> listener);

	/**
	 * Calls the listener for the next message only.
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribeOnce(Consumer<? super Message> listener);

	/**
	 * Calls the listener for the next message of one name only.
	 * @param name the name
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribeOnce(String name, Consumer<? super Message> listener);

	/**
	 * Calls the listener for the next message that a filter matches only.
	 * @param filter the filter
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribeOnce(MessageFilter filter, Consumer<? super Message> listener);

	/**
	 * Takes away all listeners of messages (RTL8c).
	 */
	void unsubscribe();

	/**
	 * Takes away every registration of a listener (RTL8a).
	 * @param listener the listener
	 */
	void unsubscribe(Consumer<? super Message> listener);

	/**
	 * Takes away the registrations of a listener for one name (RTL8b).
	 * @param name the name
	 * @param listener the listener
	 */
	void unsubscribe(String name, Consumer<? super Message> listener);

	/**
	 * Takes away the registrations of a listener for a filter (RTL22).
	 * @param filter the filter it was subscribed with
	 * @param listener the listener
	 */
	void unsubscribe(MessageFilter filter, Consumer<? super Message> listener);

	/**
	 * All messages from the time of subscription on, as a stream. The channel is attached
	 * when the stream is subscribed to; an attach that fails ends it with the error. When
	 * the subscriber asks for no more, messages wait for it, and when the mailbox is full
	 * the {@link OverflowPolicy} applies: by default the socket is not read.
	 * @return the messages
	 */
	Flux<Message> messages();

	/**
	 * The messages of one name, as a stream.
	 * @param name the name
	 * @return the messages
	 * @see #messages()
	 */
	default Flux<Message> messages(String name) {
		return messages().filter(message -> name.equals(message.name()));
	}

	/**
	 * The messages that a filter matches, as a stream.
	 * @param filter the filter
	 * @return the messages
	 * @see #messages()
	 */
	default Flux<Message> messages(MessageFilter filter) {
		return messages().filter(filter);
	}

	/**
	 * What was and what comes, oldest first, as one stream without gap and without
	 * duplicate. Where continuity is lost on the way, the stream fills the gap from the
	 * history, so the channel has to keep one for at least as long as that takes.
	 * @param limit how many messages of the past to begin with, at most
	 * @return the messages
	 */
	Flux<Message> historyThenLive(int limit);

	/**
	 * What was and what comes, oldest first, as one stream without gap and without
	 * duplicate.
	 * @param past which messages of the past to begin with: {@code start}, and
	 * {@code limit} as the total number at most; the rest is ignored
	 * @return the messages
	 * @see #historyThenLive(int)
	 */
	Flux<Message> historyThenLive(HistoryParams past);

	/**
	 * Publishes one message (RTL6). Does not attach.
	 * @param name the event's name
	 * @param data a string, bytes, or anything that becomes a JSON object or array
	 * @return what Ably stored
	 */
	default CompletableFuture<PublishResult> publish(@Nullable String name, @Nullable Object data) {
		return publish(Message.of(name, data));
	}

	/**
	 * Publishes one message.
	 * @param message the message
	 * @return what Ably stored
	 */
	default CompletableFuture<PublishResult> publish(Message message) {
		return publish(List.of(message), PublishOptions.NONE);
	}

	/**
	 * Publishes one message.
	 * @param message the message
	 * @param options how to publish
	 * @return what Ably stored
	 */
	default CompletableFuture<PublishResult> publish(Message message, PublishOptions options) {
		return publish(List.of(message), options);
	}

	/**
	 * Publishes messages together: all of them are stored or none.
	 * @param messages the messages
	 * @return what Ably stored
	 */
	default CompletableFuture<PublishResult> publish(List<Message> messages) {
		return publish(messages, PublishOptions.NONE);
	}

	/**
	 * Publishes messages together: all of them are stored or none.
	 * @param messages the messages
	 * @param options how to publish
	 * @return what Ably stored
	 */
	CompletableFuture<PublishResult> publish(List<Message> messages, PublishOptions options);

	/**
	 * Replaces the fields of a message that are set here (RTL32).
	 * @param message the message, with its serial
	 * @return the new version
	 */
	default CompletableFuture<UpdateDeleteResult> updateMessage(Message message) {
		return updateMessage(message, null, PublishOptions.NONE);
	}

	/**
	 * Replaces the fields of a message that are set here.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @return the new version
	 */
	default CompletableFuture<UpdateDeleteResult> updateMessage(Message message, MessageOperation operation) {
		return updateMessage(message, operation, PublishOptions.NONE);
	}

	/**
	 * Replaces the fields of a message that are set here.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @param options how to publish
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> updateMessage(Message message, @Nullable MessageOperation operation,
			PublishOptions options);

	/**
	 * Marks a message as deleted (RTL32).
	 * @param message the message, with its serial
	 * @return the new version
	 */
	default CompletableFuture<UpdateDeleteResult> deleteMessage(Message message) {
		return deleteMessage(message, null, PublishOptions.NONE);
	}

	/**
	 * Marks a message as deleted.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @return the new version
	 */
	default CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, MessageOperation operation) {
		return deleteMessage(message, operation, PublishOptions.NONE);
	}

	/**
	 * Marks a message as deleted.
	 * @param message the message, with its serial
	 * @param operation who does it, and why
	 * @param options how to publish
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, @Nullable MessageOperation operation,
			PublishOptions options);

	/**
	 * Adds to the data of a message (RTL32).
	 * @param message the message's serial and the piece to append as its data
	 * @return the new version
	 */
	default CompletableFuture<UpdateDeleteResult> appendMessage(Message message) {
		return appendMessage(message, null, PublishOptions.NONE);
	}

	/**
	 * Adds to the data of a message.
	 * @param message the message's serial and the piece to append as its data
	 * @param operation who does it, and why
	 * @return the new version
	 */
	default CompletableFuture<UpdateDeleteResult> appendMessage(Message message, MessageOperation operation) {
		return appendMessage(message, operation, PublishOptions.NONE);
	}

	/**
	 * Adds to the data of a message.
	 * @param message the message's serial and the piece to append as its data
	 * @param operation who does it, and why
	 * @param options how to publish
	 * @return the new version
	 */
	CompletableFuture<UpdateDeleteResult> appendMessage(Message message, @Nullable MessageOperation operation,
			PublishOptions options);

	/**
	 * The latest version of a message (RTL28).
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
	 * All versions of a message (RTL31).
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
	 * The latest messages, newest first (RTL10).
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
	 * Messages from before the channel was attached, or lost its continuity last
	 * (RTL10b): what comes in live follows on from them. Fails unless the channel is
	 * attached.
	 * @param params which
	 * @return the first page
	 */
	PaginatedFuture<Message> historyUntilAttach(HistoryParams params);

	/**
	 * Who is present on the channel (RTL9).
	 * @return the presence of this channel
	 */
	RealtimePresence presence();

	/**
	 * Annotations of the channel's messages (RTL26).
	 * @return the annotations of this channel
	 */
	RealtimeAnnotations annotations();

	/**
	 * Push subscriptions of the channel.
	 * @return the push side of this channel
	 */
	PushChannel push();

	/**
	 * How well the listeners keep up.
	 * @return the state of the mailbox
	 */
	MailboxStatus mailbox();

	/**
	 * Waits for the listeners: completes when all that waits for them at this moment has
	 * been brought to them, which is what a listener that wants to stop may do first.
	 * @return completes when they have caught up; never fails
	 */
	CompletableFuture<Void> caughtUp();

	/**
	 * How many listeners and streams there are on this channel, for messages, annotations
	 * and presence together.
	 * @return the number of them
	 */
	int listenerCount();

	/**
	 * Tells when messages were dropped because the listeners did not keep up.
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	Subscription onDropped(Consumer<? super MessagesDropped> listener);

}
