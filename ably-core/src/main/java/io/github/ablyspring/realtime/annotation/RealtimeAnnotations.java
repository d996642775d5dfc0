package io.github.ablyspring.realtime.annotation;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.ChannelSubscription;
import io.github.ablyspring.rest.PaginatedFuture;
import reactor.core.publisher.Flux;

/**
 * Annotations of a channel's messages, over the realtime connection (RTAN1).
 * <p>
 * Single annotations are delivered only on a channel attached with the mode
 * {@code ANNOTATION_SUBSCRIBE}; their summaries come with the messages.
 */
public interface RealtimeAnnotations {

	/**
	 * Annotates a message.
	 * @param messageSerial the message's serial
	 * @param annotation the annotation, with its type
	 * @return completes when Ably has it
	 */
	CompletableFuture<Void> publish(String messageSerial, Annotation annotation);

	/**
	 * Annotates a message.
	 * @param message the message, with its serial
	 * @param annotation the annotation, with its type
	 * @return completes when Ably has it
	 */
	CompletableFuture<Void> publish(Message message, Annotation annotation);

	/**
	 * Takes an annotation back.
	 * @param messageSerial the message's serial
	 * @param annotation what was published
	 * @return completes when Ably has it
	 */
	CompletableFuture<Void> delete(String messageSerial, Annotation annotation);

	/**
	 * Takes an annotation back.
	 * @param message the message, with its serial
	 * @param annotation what was published
	 * @return completes when Ably has it
	 */
	CompletableFuture<Void> delete(Message message, Annotation annotation);

	/**
	 * All annotations of a message, one by one.
	 * @param messageSerial the message's serial
	 * @return the first page
	 */
	PaginatedFuture<Annotation> get(String messageSerial);

	/**
	 * Annotations of a message, one by one.
	 * @param messageSerial the message's serial
	 * @param params what the REST API takes, such as {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<Annotation> get(String messageSerial, Map<String, ?> params);

	/**
	 * Annotations of a message, one by one.
	 * @param message the message, with its serial
	 * @param params what the REST API takes, such as {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<Annotation> get(Message message, Map<String, ?> params);

	/**
	 * Calls the listener for every annotation.
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(Consumer<? super Annotation> listener);

	/**
	 * Calls the listener for annotations of one type.
	 * @param type the type
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(String type, Consumer<? super Annotation> listener);

	/**
	 * Calls the listener for annotations of some types.
	 * @param types the types
	 * @param listener what to call
	 * @return the subscription
	 */
	ChannelSubscription subscribe(Collection<String> types, Consumer<? super Annotation> listener);

	/**
	 * Takes away all listeners of annotations.
	 */
	void unsubscribe();

	/**
	 * Takes away every registration of a listener.
	 * @param listener the listener
	 */
	void unsubscribe(Consumer<? super Annotation> listener);

	/**
	 * Takes away the registrations of a listener for one type.
	 * @param type the type
	 * @param listener the listener
	 */
	void unsubscribe(String type, Consumer<? super Annotation> listener);

	/**
	 * All annotations from the time of subscription on, as a stream with back-pressure.
	 * @return the annotations
	 */
	Flux<Annotation> stream();

}
