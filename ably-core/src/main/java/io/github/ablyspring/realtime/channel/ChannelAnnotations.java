package io.github.ablyspring.realtime.channel;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.AnnotationAction;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.realtime.annotation.RealtimeAnnotations;
import io.github.ablyspring.rest.PaginatedFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The annotations of a channel's messages.
 */
final class ChannelAnnotations implements RealtimeAnnotations {

	private final ChannelCore channel;

	private final Listeners<Annotation> listeners;

	ChannelAnnotations(ChannelCore channel) {
		this.channel = channel;
		this.listeners = channel.annotations();
	}

	@Override
	public CompletableFuture<Void> publish(String messageSerial, Annotation annotation) {
		return send(AnnotationAction.ANNOTATION_CREATE, messageSerial, annotation);
	}

	@Override
	public CompletableFuture<Void> publish(Message message, Annotation annotation) {
		return send(AnnotationAction.ANNOTATION_CREATE, message.serial(), annotation);
	}

	@Override
	public CompletableFuture<Void> delete(String messageSerial, Annotation annotation) {
		return send(AnnotationAction.ANNOTATION_DELETE, messageSerial, annotation);
	}

	@Override
	public CompletableFuture<Void> delete(Message message, Annotation annotation) {
		return send(AnnotationAction.ANNOTATION_DELETE, message.serial(), annotation);
	}

	@Override
	public PaginatedFuture<Annotation> get(String messageSerial) {
		return this.channel.rest().annotations().get(messageSerial);
	}

	@Override
	public PaginatedFuture<Annotation> get(String messageSerial, Map<String, ?> params) {
		return this.channel.rest().annotations().get(messageSerial, params);
	}

	@Override
	public PaginatedFuture<Annotation> get(Message message, Map<String, ?> params) {
		return this.channel.rest().annotations().get(message, params);
	}

	@Override
	public ChannelSubscription subscribe(Consumer<? super Annotation> listener) {
		return subscribed(this.listeners.add(listener, false));
	}

	@Override
	public ChannelSubscription subscribe(String type, Consumer<? super Annotation> listener) {
		return subscribed(this.listeners.add(Set.of(type), listener, false));
	}

	@Override
	public ChannelSubscription subscribe(Collection<String> types, Consumer<? super Annotation> listener) {
		return subscribed(this.listeners.add(types, listener, false));
	}

	@Override
	public void unsubscribe() {
		this.listeners.clear();
	}

	@Override
	public void unsubscribe(Consumer<? super Annotation> listener) {
		this.listeners.remove(listener);
	}

	@Override
	public void unsubscribe(String type, Consumer<? super Annotation> listener) {
		this.listeners.remove(type, listener);
	}

	@Override
	public Flux<Annotation> stream() {
		return new MessageFlux<>(this.channel, queue -> this.listeners.addInternal(queue::offer),
				() -> this.channel.attachToSubscribe(ChannelMode.ANNOTATION_SUBSCRIBE));
	}

	private ChannelSubscription subscribed(Subscription registration) {
		CompletionStage<@Nullable ChannelStateChange> attached = this.channel
			.attachToSubscribe(ChannelMode.ANNOTATION_SUBSCRIBE);
		return new Subscribed(registration, this.channel.users().handOver(attached));
	}

	private CompletableFuture<Void> send(AnnotationAction action, @Nullable String messageSerial,
			Annotation annotation) {
		return this.channel.settings()
			.publishObservers()
			.watch(PublishObserver.Route.REALTIME, PublishObserver.Kind.ANNOTATION, this.channel.name(), 1,
					() -> encodeAndSend(action, messageSerial, annotation));
	}

	private CompletableFuture<Void> encodeAndSend(AnnotationAction action, @Nullable String messageSerial,
			Annotation annotation) {
		if (messageSerial == null || messageSerial.isEmpty()) {
			return CompletableFuture.failedFuture(ChannelErrors.noSerial());
		}
		if (annotation.type() == null || annotation.type().isEmpty()) {
			return CompletableFuture.failedFuture(ChannelErrors.noAnnotationType());
		}
		WireAnnotation wire;
		try {
			wire = this.channel.encoder()
				.encode(annotation.toBuilder().action(action).messageSerial(messageSerial).build());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(AblyException.from(ex));
		}
		ProtocolMessage frame = ProtocolMessage.builder(Action.ANNOTATION)
			.channel(this.channel.name())
			.annotations(java.util.List.of(wire))
			.build();
		Publishing publishing = new Publishing();
		this.channel.loop().run(() -> this.channel.publish(frame, publishing));
		return this.channel.users().handOver(publishing.result().thenApply(result -> null));
	}

}
