package io.github.ablyspring.boot.template;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;

/**
 * Publishes, and waits until Ably has it. <pre>
 * ablyTemplate.publish("orders", "created", new Order(42));
 * </pre>
 */
public class AblyTemplate implements AblyOperations {

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
		return publish(channel, ReactiveAblyTemplate.message(event, data, headers));
	}

	@Override
	public PublishResult publish(String channel, Message message) {
		return await(this.reactive.publishNow(channel, message));
	}

	@Override
	public void publishAfterCommit(String channel, @Nullable String event, @Nullable Object data) {
		publishAfterCommit(channel, Message.of(event, data));
	}

	@Override
	public void publishAfterCommit(String channel, @Nullable String event, @Nullable Object data,
			Map<String, String> headers) {
		publishAfterCommit(channel, ReactiveAblyTemplate.message(event, data, headers));
	}

	@Override
	public void publishAfterCommit(String channel, Message message) {
		Runnable publish = () -> this.reactive.publishUnattended(channel, message);
		if (!ReactiveAblyTemplate.TRANSACTIONS || !AfterCommit.run(publish)) {
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
