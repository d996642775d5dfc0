package io.github.ablyspring.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * Publishes a stream of messages, batch by batch. There is at most one request under way,
 * which keeps the order.
 */
final class BulkPublish extends Flux<PublishOutcome> {

	private final Publisher<Message> source;

	private final Sender sender;

	BulkPublish(Publisher<Message> source, Sender sender) {
		this.source = source;
		this.sender = sender;
	}

	@Override
	public void subscribe(CoreSubscriber<? super PublishOutcome> actual) {
		this.source.subscribe(new BulkPublishSubscription(actual, this.sender));
	}

	/**
	 * What a bulk publish needs of its channel.
	 */
	interface Sender {

		/** The most that may go into one request. */
		int maxSize();

		/** Fails for a message that cannot be sent at all. */
		EncodedMessage encode(Message message);

		/** The messages with the ids they are sent with. */
		List<EncodedMessage> identify(PublishBatch batch);

		CompletableFuture<PublishResult> send(List<EncodedMessage> messages);

		/** A message was not sent, because it cannot be. */
		void refused(ErrorInfo error);

	}

}
