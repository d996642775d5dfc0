package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.MessageSize;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Updates, deletes and appends to messages (RSL15).
 */
final class MessageEditor {

	private final String channel;

	private final String path;

	private final RestCalls calls;

	private final Supplier<ChannelCodec> codec;

	MessageEditor(String channel, String path, RestCalls calls, Supplier<ChannelCodec> codec) {
		this.channel = channel;
		this.path = path;
		this.calls = calls;
		this.codec = codec;
	}

	CompletableFuture<UpdateDeleteResult> edit(MessageAction action, Message message,
			@Nullable MessageOperation operation, Map<String, ?> params) {
		return this.calls.observers()
			.watch(PublishObserver.Route.REST, PublishObserver.Kind.CHANGE, this.channel, 1,
					() -> encodeAndSend(action, message, operation, params));
	}

	private CompletableFuture<UpdateDeleteResult> encodeAndSend(MessageAction action, Message message,
			@Nullable MessageOperation operation, Map<String, ?> params) {
		return Serials.with(message, describe(action), (serial) -> {
			WireMessage wire;
			try {
				wire = this.codec.get().encoder().encode(edited(action, message, operation));
				PublishLimits.check(MessageSize.of(wire), this.calls.maxMessageSize());
			}
			catch (RuntimeException ex) {
				return CompletableFuture.failedFuture(AblyException.from(ex));
			}
			return this.calls.send(RestRequest.of("PATCH", this.path + RestRequest.segment(serial))
				.params(params)
				.body(this.calls.body(WireMessage.TYPE, wire)), UpdateDeleteResult.TYPE);
		});
	}

	private static Message edited(MessageAction action, Message message, @Nullable MessageOperation operation) {
		Message.Builder edited = message.toBuilder().action(action);
		// the version a message was received with is the one that is replaced
		return ((operation != null) ? edited.operation(operation) : edited.version(null)).build();
	}

	private static String describe(MessageAction action) {
		return switch (action) {
			case MESSAGE_DELETE -> "delete the message";
			case MESSAGE_APPEND -> "append to the message";
			default -> "update the message";
		};
	}

}
