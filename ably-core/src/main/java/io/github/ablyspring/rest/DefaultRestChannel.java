package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.rest.push.LocalDevice;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A channel over REST: leads each operation to the class that does it.
 */
final class DefaultRestChannel implements RestChannel {

	private final String name;

	private final RestCalls calls;

	private final MessagePublisher publisher;

	private final MessageReader reader;

	private final MessageEditor editor;

	private final RestPresence presence;

	private final RestAnnotations annotations;

	private final PushChannel push;

	private final @Nullable DefaultRestChannel viewed;

	private volatile ChannelCodec codec;

	DefaultRestChannel(String name, ChannelOptions options, RestCalls calls) {
		this(name, null, ChannelCodec.of(options, calls), calls);
	}

	// The same channel for the requests of another SDK.
	DefaultRestChannel(DefaultRestChannel viewed, RestCalls calls) {
		this(viewed.name, viewed, viewed.codec, calls);
	}

	private DefaultRestChannel(String name, @Nullable DefaultRestChannel viewed, ChannelCodec codec, RestCalls calls) {
		this.name = name;
		this.viewed = viewed;
		this.calls = calls;
		this.codec = codec;
		String path = "/channels/" + RestRequest.segment(name);
		this.publisher = new MessagePublisher(name, path + "/messages", calls, this::codec);
		this.reader = new MessageReader(path + "/messages", calls, this::codec);
		this.editor = new MessageEditor(name, path + "/messages/", calls, this::codec);
		this.presence = new DefaultRestPresence(path + "/presence", calls, this::codec);
		this.annotations = new DefaultRestAnnotations(name, path + "/messages/", calls, this::codec);
		this.push = new DefaultPushChannel(name, null, calls);
	}

	boolean isViewOf(DefaultRestChannel channel) {
		return this.viewed == channel;
	}

	private ChannelCodec codec() {
		return (this.viewed != null) ? this.viewed.codec() : this.codec;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public ChannelOptions options() {
		return codec().options();
	}

	@Override
	public CompletableFuture<Void> setOptions(ChannelOptions options) {
		if (this.viewed != null) {
			return this.viewed.setOptions(options);
		}
		this.codec = ChannelCodec.of(options, this.calls);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public RestPresence presence() {
		return this.presence;
	}

	@Override
	public RestAnnotations annotations() {
		return this.annotations;
	}

	@Override
	public PushChannel push() {
		return this.push;
	}

	@Override
	public PushChannel push(LocalDevice device) {
		return new DefaultPushChannel(this.name, device, this.calls);
	}

	@Override
	public CompletableFuture<PublishResult> publish(@Nullable String name, @Nullable Object data) {
		return publish(Message.of(name, data));
	}

	@Override
	public CompletableFuture<PublishResult> publish(Message message) {
		return publish(List.of(message), Map.of());
	}

	@Override
	public CompletableFuture<PublishResult> publish(Message message, Map<String, ?> params) {
		return publish(List.of(message), params);
	}

	@Override
	public CompletableFuture<PublishResult> publish(List<Message> messages) {
		return publish(messages, Map.of());
	}

	@Override
	public CompletableFuture<PublishResult> publish(List<Message> messages, Map<String, ?> params) {
		return this.calls.observers()
			.watch(PublishObserver.Route.REST, this.name, messages,
					(watched) -> this.publisher.publish(watched, params));
	}

	@Override
	@SuppressWarnings("NullAway") // a Mono may be empty, but not that of a list
	public CompletableFuture<List<PublishOutcome>> publishAll(Iterable<Message> messages) {
		return publishAll(Flux.fromIterable(messages)).collectList().toFuture();
	}

	@Override
	public Flux<PublishOutcome> publishAll(Publisher<Message> messages) {
		return new BulkPublish(messages, this.publisher);
	}

	@Override
	public PaginatedFuture<Message> history() {
		return history(HistoryParams.none());
	}

	@Override
	public PaginatedFuture<Message> history(HistoryParams params) {
		return this.reader.history(params);
	}

	@Override
	public CompletableFuture<ChannelDetails> status() {
		return this.calls.send(RestRequest.get("/channels/" + RestRequest.segment(this.name)),
				ChannelDetailsTypes.DETAILS);
	}

	@Override
	public CompletableFuture<Message> getMessage(String serial) {
		return this.reader.message(serial);
	}

	@Override
	public CompletableFuture<Message> getMessage(Message message) {
		return this.reader.message(message.serial());
	}

	@Override
	public PaginatedFuture<Message> getMessageVersions(String serial) {
		return getMessageVersions(serial, Map.of());
	}

	@Override
	public PaginatedFuture<Message> getMessageVersions(String serial, Map<String, ?> params) {
		return this.reader.versions(serial, params);
	}

	@Override
	public PaginatedFuture<Message> getMessageVersions(Message message, Map<String, ?> params) {
		return this.reader.versions(message.serial(), params);
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> updateMessage(Message message) {
		return updateMessage(message, null, Map.of());
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> updateMessage(Message message, MessageOperation operation) {
		return updateMessage(message, operation, Map.of());
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> updateMessage(Message message, @Nullable MessageOperation operation,
			Map<String, ?> params) {
		return this.editor.edit(MessageAction.MESSAGE_UPDATE, message, operation, params);
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> deleteMessage(Message message) {
		return deleteMessage(message, null, Map.of());
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, MessageOperation operation) {
		return deleteMessage(message, operation, Map.of());
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, @Nullable MessageOperation operation,
			Map<String, ?> params) {
		return this.editor.edit(MessageAction.MESSAGE_DELETE, message, operation, params);
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> appendMessage(Message message) {
		return appendMessage(message, null, Map.of());
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> appendMessage(Message message, MessageOperation operation) {
		return appendMessage(message, operation, Map.of());
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> appendMessage(Message message, @Nullable MessageOperation operation,
			Map<String, ?> params) {
		return this.editor.edit(MessageAction.MESSAGE_APPEND, message, operation, params);
	}

	@Override
	public String toString() {
		return "RestChannel[" + this.name + "]";
	}

}
