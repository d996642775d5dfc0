package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;

/**
 * Annotations of a channel's messages (RSAN1).
 */
public interface RestAnnotations {

	/**
	 * Annotates a message.
	 * @param messageSerial the message's serial
	 * @param annotation the annotation, with its type
	 * @return done, once Ably has it
	 */
	CompletableFuture<Void> publish(String messageSerial, Annotation annotation);

	/**
	 * Annotates a message.
	 * @param message the message, with its serial
	 * @param annotation the annotation, with its type
	 * @return done, once Ably has it
	 */
	CompletableFuture<Void> publish(Message message, Annotation annotation);

	/**
	 * Takes an annotation back.
	 * @param messageSerial the message's serial
	 * @param annotation what was published
	 * @return done, once Ably has it
	 */
	CompletableFuture<Void> delete(String messageSerial, Annotation annotation);

	/**
	 * Takes an annotation back.
	 * @param message the message, with its serial
	 * @param annotation what was published
	 * @return done, once Ably has it
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

}
