package io.github.ablyspring.boot.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * Calls a method of a bean with a message, waits for what it does, and publishes what it
 * returns.
 */
final class MethodMessageHandler implements AblyMessageHandler {

	private final InvocableHandlerMethod method;

	private final AblyRealtime realtime;

	private final @Nullable String sendTo;

	MethodMessageHandler(InvocableHandlerMethod method, AblyRealtime realtime, @Nullable String sendTo) {
		this.method = method;
		this.realtime = realtime;
		this.sendTo = sendTo;
	}

	/** The channel that the method or its class sends to, before placeholders. */
	static @Nullable String sendTo(InvocableHandlerMethod method) {
		SendTo annotation = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), SendTo.class);
		if (annotation == null) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), SendTo.class);
		}
		if (annotation == null) {
			return null;
		}
		String[] destinations = annotation.value();
		if (destinations.length > 1) {
			throw new IllegalStateException("@SendTo on " + method + " names more than one channel");
		}
		return (destinations.length == 0) ? "" : destinations[0];
	}

	// What blocks here is a thread that is made for it: the channel's next message has to
	// wait anyway.
	@Override
	public void handle(Message<?> message) throws Exception {
		answer(this.method.invoke(message), message);
	}

	private void answer(@Nullable Object result, Message<?> message) throws Exception {
		if (result instanceof CompletionStage<?> stage) {
			answer(get(stage), message);
		}
		else if (result instanceof Mono<?> mono) {
			answer(get(mono.toFuture()), message);
		}
		else if (result instanceof Publisher<?> several) {
			get(Flux.from(several)
				.concatMap((each) -> Mono.fromFuture(() -> reply(each, message)), 1)
				.then()
				.toFuture());
		}
		else {
			// such as a flow of Kotlin
			ReactiveAdapter adapter = (result != null)
					? ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result) : null;
			if (adapter != null) {
				Publisher<?> adapted = adapter.toPublisher(result);
				answer(adapter.isMultiValue() ? adapted : Mono.from(adapted), message);
			}
			else {
				get(reply(result, message));
			}
		}
	}

	private static @Nullable Object get(CompletionStage<?> stage) throws Exception {
		try {
			return stage.toCompletableFuture().get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private CompletableFuture<?> reply(@Nullable Object result, Message<?> message) {
		String target = this.sendTo;
		if (result == null || target == null) {
			return CompletableFuture.completedFuture(null);
		}
		RealtimeChannel channel = target.isEmpty()
				? (RealtimeChannel) message.getHeaders().get(AblyHeaders.REALTIME_CHANNEL)
				: this.realtime.channels().get(target);
		if (channel == null) {
			return CompletableFuture.completedFuture(null);
		}
		return channel.publish(toMessage(result, message)).handle((published, failure) -> {
			if (failure != null) {
				throw new ReplyException(channel.name(), failure);
			}
			return published;
		});
	}

	private static io.github.ablyspring.message.Message toMessage(Object result, Message<?> cause) {
		if (result instanceof io.github.ablyspring.message.Message message) {
			return message;
		}
		Object name = cause.getHeaders().get(AblyHeaders.NAME);
		io.github.ablyspring.message.Message.Builder reply = io.github.ablyspring.message.Message.builder();
		if (result instanceof Message<?> message) {
			MessageExtras.Builder extras = MessageExtras.builder();
			message.getHeaders().forEach((header, value) -> {
				if (value instanceof String text && !header.startsWith(AblyHeaders.PREFIX)) {
					extras.header(header, text);
				}
			});
			Object own = message.getHeaders().get(AblyHeaders.NAME);
			return reply.name((own != null) ? own.toString() : (String) name)
				.data(message.getPayload())
				.extras(extras.build())
				.build();
		}
		return reply.name((String) name).data(result).build();
	}

}
