package io.github.ablyspring.realtime.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link MessageInterceptor interceptors} of a channel, called one after the other on
 * the user executor.
 */
final class InterceptorChain {

	private static final Logger logger = LoggerFactory.getLogger(InterceptorChain.class);

	private final String channel;

	private final List<MessageInterceptor> interceptors;

	InterceptorChain(String channel, List<MessageInterceptor> interceptors) {
		this.channel = channel;
		this.interceptors = interceptors;
	}

	boolean isEmpty() {
		return this.interceptors.isEmpty();
	}

	/**
	 * Asks what to publish.
	 * @param messages what the application wants to publish
	 * @return what to publish instead; fails when one of the interceptors does
	 */
	CompletableFuture<List<Message>> publishing(List<Message> messages) {
		CompletableFuture<List<Message>> result = CompletableFuture.completedFuture(messages);
		for (MessageInterceptor interceptor : this.interceptors) {
			result = result.thenCompose(list -> publishing(interceptor, list));
		}
		return result;
	}

	/**
	 * Asks what to deliver.
	 * @param message what was received
	 * @return what to deliver instead, {@code null} for nothing; never fails
	 */
	CompletableFuture<@Nullable Message> delivering(Message message) {
		CompletableFuture<@Nullable Message> result = CompletableFuture.completedFuture(message);
		for (MessageInterceptor interceptor : this.interceptors) {
			result = result.thenCompose(before -> (before != null) ? delivering(interceptor, before)
					: CompletableFuture.completedFuture(null));
		}
		return result;
	}

	private CompletionStage<List<Message>> publishing(MessageInterceptor interceptor, List<Message> messages) {
		try {
			return interceptor.publishing(this.channel, messages).thenApply(changed -> {
				if (changed.size() != messages.size()) {
					throw AblyException.of(40000, 400,
							"A message interceptor has changed the number of messages; nothing is published");
				}
				return changed;
			});
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletionStage<@Nullable Message> delivering(MessageInterceptor interceptor, Message before) {
		try {
			return interceptor.delivering(this.channel, before).exceptionally(failure -> {
				report(interceptor, failure);
				return before;
			});
		}
		catch (Throwable ex) {
			report(interceptor, ex);
			return CompletableFuture.completedFuture(before);
		}
	}

	private void report(MessageInterceptor interceptor, Throwable failure) {
		logger.error("A message interceptor ({}) failed on channel \"{}\"; the message is delivered as it was before",
				interceptor.getClass().getName(), this.channel, failure);
	}

}
