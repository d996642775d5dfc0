package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.AnnotationAction;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.WireAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Annotations over REST (RSAN1 to RSAN3).
 */
final class DefaultRestAnnotations implements RestAnnotations {

	private final String channel;

	private final String path;

	private final RestCalls calls;

	private final Supplier<ChannelCodec> codec;

	DefaultRestAnnotations(String channel, String path, RestCalls calls, Supplier<ChannelCodec> codec) {
		this.channel = channel;
		this.path = path;
		this.calls = calls;
		this.codec = codec;
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
		return get(messageSerial, Map.of());
	}

	@Override
	public PaginatedFuture<Annotation> get(String messageSerial, Map<String, ?> params) {
		return read(messageSerial, params);
	}

	@Override
	public PaginatedFuture<Annotation> get(Message message, Map<String, ?> params) {
		return read(message.serial(), params);
	}

	private PaginatedFuture<Annotation> read(@Nullable String messageSerial, Map<String, ?> params) {
		return Serials.page(messageSerial, "get the annotations of the message",
				(serial) -> this.calls.page(pathOf(serial), params, WireAnnotation.TYPE,
						(annotation) -> this.codec.get().decoder().decode(annotation)));
	}

	private CompletableFuture<Void> send(AnnotationAction action, @Nullable String messageSerial,
			Annotation annotation) {
		return this.calls.observers()
			.watch(PublishObserver.Route.REST, PublishObserver.Kind.ANNOTATION, this.channel, 1,
					() -> encodeAndSend(action, messageSerial, annotation));
	}

	private CompletableFuture<Void> encodeAndSend(AnnotationAction action, @Nullable String messageSerial,
			Annotation annotation) {
		return Serials.with(messageSerial, "annotate the message", (serial) -> {
			WireAnnotation wire;
			try {
				wire = encode(action, serial, annotation);
			}
			catch (RuntimeException ex) {
				return CompletableFuture.failedFuture(AblyException.from(ex));
			}
			return this.calls
				.send(RestRequest.post(pathOf(serial), this.calls.body(WireAnnotation.TYPE, List.of(wire))));
		});
	}

	private WireAnnotation encode(AnnotationAction action, String messageSerial, Annotation annotation) {
		if (IdempotentIds.isEmpty(annotation.type())) {
			throw AblyException.of(ErrorCodes.INVALID_PARAMETER_VALUE, 400,
					"The annotation has no type. Set one such as "
							+ "\"reaction:distinct.v1\": what follows the colon says how annotations add up.");
		}
		Annotation.Builder complete = annotation.toBuilder().action(action).messageSerial(messageSerial);
		if (this.calls.idempotent() && IdempotentIds.isEmpty(annotation.id())) {
			complete.id(this.calls.ids().newBase() + ":0");
		}
		return this.codec.get().encoder().encode(complete.build());
	}

	private String pathOf(String serial) {
		return this.path + RestRequest.segment(serial) + "/annotations";
	}

}
