package io.github.ablyspring.boot.template;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;

/**
 * Publishes and listens without blocking. What it returns does nothing until it is
 * subscribed to.
 */
public class ReactiveAblyTemplate {

	static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			ReactiveAblyTemplate.class.getClassLoader());

	private static final Logger logger = LoggerFactory.getLogger(ReactiveAblyTemplate.class);

	private final AblyRealtime realtime;

	private final AblyRest rest;

	private final PublishVia via;

	/**
	 * Creates a template.
	 * @param realtime the realtime client
	 * @param rest the REST client
	 * @param via which of them publishes
	 */
	public ReactiveAblyTemplate(AblyRealtime realtime, AblyRest rest, PublishVia via) {
		this.realtime = realtime;
		this.rest = rest;
		this.via = via;
	}

	/**
	 * Publishes a message.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON
	 * @return what Ably stored
	 */
	public Mono<PublishResult> publish(String channel, @Nullable String event, @Nullable Object data) {
		return publish(channel, Message.of(event, data));
	}

	/**
	 * Publishes a message with headers in its extras.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON
	 * @param headers the headers
	 * @return what Ably stored
	 */
	public Mono<PublishResult> publish(String channel, @Nullable String event, @Nullable Object data,
			Map<String, String> headers) {
		return publish(channel, message(event, data, headers));
	}

	/**
	 * Publishes a message.
	 * @param channel the channel's name
	 * @param message the message
	 * @return what Ably stored
	 */
	public Mono<PublishResult> publish(String channel, Message message) {
		return Mono.fromFuture(() -> publishNow(channel, message));
	}

	/**
	 * Publishes a message when the subscriber's transaction has committed, and not at all
	 * when it rolls back; at once when there is no transaction. Does not wait then: a
	 * failure is logged.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON when it is published
	 * @return completes when the message waits for the commit, or is on its way
	 */
	public Mono<Void> publishAfterCommit(String channel, @Nullable String event, @Nullable Object data) {
		return publishAfterCommit(channel, Message.of(event, data));
	}

	/**
	 * Publishes a message with headers in its extras when the subscriber's transaction
	 * has committed, as {@link #publishAfterCommit(String, String, Object)} does.
	 * @param channel the channel's name
	 * @param event the message's name
	 * @param data a string, bytes, or an object, which becomes JSON when it is published
	 * @param headers the headers
	 * @return completes when the message waits for the commit, or is on its way
	 */
	public Mono<Void> publishAfterCommit(String channel, @Nullable String event, @Nullable Object data,
			Map<String, String> headers) {
		return publishAfterCommit(channel, message(event, data, headers));
	}

	/**
	 * Publishes a message when the subscriber's transaction has committed, as
	 * {@link #publishAfterCommit(String, String, Object)} does.
	 * @param channel the channel's name
	 * @param message the message
	 * @return completes when the message waits for the commit, or is on its way
	 */
	public Mono<Void> publishAfterCommit(String channel, Message message) {
		Runnable publish = () -> publishUnattended(channel, message);
		Mono<Boolean> deferred = TRANSACTIONS ? AfterCommit.runReactive(publish) : Mono.just(false);
		return deferred.doOnNext((done) -> {
			if (!done) {
				publish.run();
			}
		}).then();
	}

	/**
	 * The messages of a channel from the time of subscription on.
	 * @param channel the channel's name
	 * @return the messages
	 */
	public Flux<Message> messages(String channel) {
		return Flux.defer(() -> this.realtime.channels().get(channel).messages());
	}

	static Message message(@Nullable String event, @Nullable Object data, Map<String, String> headers) {
		return Message.builder()
			.name(event)
			.data(data)
			.extras(MessageExtras.builder().headers(headers).build())
			.build();
	}

	/** Publishes where nobody waits for the outcome. */
	void publishUnattended(String channel, Message message) {
		publishNow(channel, message).whenComplete((result, failure) -> {
			if (failure != null) {
				logger.error("A message could not be published to the channel {}", channel, failure);
			}
		});
	}

	CompletableFuture<PublishResult> publishNow(String channel, Message message) {
		boolean overRealtime = switch (this.via) {
			case REALTIME -> true;
			case REST -> false;
			case REALTIME_OR_REST -> this.realtime.connection().state() == ConnectionState.CONNECTED;
		};
		try {
			return overRealtime ? this.realtime.channels().get(channel).publish(message)
					: this.rest.channels().get(channel).publish(message);
		}
		catch (RejectedExecutionException ex) {
			// the client was closed with its threads, as when the application has ended
			return CompletableFuture.failedFuture(new AblyException(
					ErrorInfo.of(ErrorCodes.CONNECTION_CLOSED, 400, "Not published: the client is closed"), ex));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(AblyException.from(ex));
		}
	}

}
