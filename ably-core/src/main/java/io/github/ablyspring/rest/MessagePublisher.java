package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageSize;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireMessage;

/**
 * Publishes a channel's messages (RSL1).
 */
final class MessagePublisher implements BulkPublish.Sender {

	private final String channel;

	private final String path;

	private final RestCalls calls;

	private final Supplier<ChannelCodec> codec;

	MessagePublisher(String channel, String path, RestCalls calls, Supplier<ChannelCodec> codec) {
		this.channel = channel;
		this.path = path;
		this.calls = calls;
		this.codec = codec;
	}

	CompletableFuture<PublishResult> publish(List<Message> messages, Map<String, ?> params) {
		List<WireMessage> wires;
		try {
			wires = this.codec.get().encoder().encode(messages);
			PublishLimits.check(MessageSize.of(wires), maxSize());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(AblyException.from(ex));
		}
		return post(this.calls.idempotent() ? this.calls.ids().assign(wires) : wires, params);
	}

	@Override
	public int maxSize() {
		return this.calls.maxMessageSize();
	}

	@Override
	public EncodedMessage encode(Message message) {
		return EncodedMessage.of(message, this.codec.get().encoder().encode(message));
	}

	@Override
	public List<EncodedMessage> identify(PublishBatch batch) {
		return this.calls.idempotent() ? batch.withIds(this.calls.ids()) : batch.messages();
	}

	@Override
	public CompletableFuture<PublishResult> send(List<EncodedMessage> messages) {
		return this.calls.observers()
			.watch(PublishObserver.Route.REST, PublishObserver.Kind.MESSAGE, this.channel, messages.size(),
					() -> post(messages.stream().map(EncodedMessage::wire).toList(), Map.of()));
	}

	@Override
	public void refused(ErrorInfo error) {
		this.calls.observers()
			.watch(PublishObserver.Route.REST, PublishObserver.Kind.MESSAGE, this.channel, 1,
					() -> CompletableFuture.failedFuture(new AblyException(error)));
	}

	private CompletableFuture<PublishResult> post(List<WireMessage> messages, Map<String, ?> params) {
		return this.calls.send(RestRequest.post(this.path, this.calls.body(WireMessage.TYPE, messages)).params(params),
				PublishResult.TYPE);
	}

}
