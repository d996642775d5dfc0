package io.github.ablyspring.boot.template;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

/**
 * Publishes, and waits until Ably has it. <pre>
 * ablyTemplate.publish("orders", "created", new Order(42));
 * </pre>
 */
public class AblyTemplate implements AblyOperations {

	private static final Logger logger = LoggerFactory.getLogger(AblyTemplate.class);

	private static final boolean transactions = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			AblyTemplate.class.getClassLoader());

	private final ReactiveAblyTemplate reactive;

	/**
	 * Creates a template.
	 * @param realtime the realtime client
	 * @param rest the REST client
	 * @param via which of them publishes
	 */
	public AblyTemplate(AblyRealtime realtime, AblyRest rest, PublishVia via) {
		this.reactive = new ReactiveAblyTemplate(realtime, rest, via);
	}

	@Override
	public PublishResult publish(String channel, @Nullable String event, @Nullable Object data) {
		return publish(channel, Message.of(event, data));
	}

	@Override
	public PublishResult publish(String channel, @Nullable String event, @Nullable Object data,
			Map<String, String> headers) {
		return publish(channel,
				Message.builder()
					.name(event)
					.data(data)
					.extras(MessageExtras.builder().headers(headers).build())
					.build());
	}

	@Override
	public PublishResult publish(String channel, Message message) {
		return await(this.reactive.publishNow(channel, message));
	}

	@Override
	public void publishAfterCommit(String channel, @Nullable String event, @Nullable Object data) {
		Message message = Message.of(event, data);
		Runnable publish = () -> this.reactive.publishNow(channel, message).whenComplete((result, failure) -> {
			if (failure != null) {
				logger.error("A message could not be published to the channel {}", channel, failure);
			}
		});
		if (!transactions || !AfterCommit.run(publish)) {
			publish.run();
		}
	}

	private static <T> T await(CompletableFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw AblyException.from((cause != null) ? cause : ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AblyException.of(ErrorCodes.OPERATION_CANCELED, 400,
					"Interrupted while waiting for Ably; the message may have been published");
		}
	}

}
