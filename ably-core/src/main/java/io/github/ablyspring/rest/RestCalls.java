package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.ablyspring.message.DecodingListener;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireType;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * The requests behind channels, push and batches. Their futures complete where user code
 * runs.
 */
final class RestCalls {

	private final RestPipeline pipeline;

	private final Pages pages;

	private final PayloadMapper mapper;

	private final PublishObservers observers;

	private final EventLog log;

	private final IdempotentIds ids = new IdempotentIds();

	RestCalls(RestPipeline pipeline, PayloadMapper mapper, PublishObservers observers, EventLog log) {
		this.pipeline = pipeline;
		this.pages = new Pages(pipeline);
		this.mapper = mapper;
		this.observers = observers;
		this.log = log;
	}

	// The same for the requests of another SDK.
	RestCalls through(RestPipeline attributed) {
		return new RestCalls(attributed, this.mapper, this.observers, this.log);
	}

	WireFormat format() {
		return this.pipeline.format();
	}

	PayloadMapper mapper() {
		return this.mapper;
	}

	PublishObservers observers() {
		return this.observers;
	}

	DecodingListener decodingListener() {
		return (error) -> this.log.log(LogLevel.ERROR, String.valueOf(error.message()),
				() -> Map.of("code", error.code()));
	}

	IdempotentIds ids() {
		return this.ids;
	}

	boolean idempotent() {
		return this.pipeline.settings().idempotentPublishing();
	}

	int maxMessageSize() {
		return this.pipeline.settings().maxMessageSize();
	}

	@Nullable String clientId() {
		return this.pipeline.clientId();
	}

	<B> byte[] body(WireType<B> type, B value) {
		return WireCodec.write(format(), type, value);
	}

	<B> byte[] body(WireType<B> type, List<B> values) {
		return WireCodec.writeList(format(), type, values);
	}

	byte[] body(Map<String, ?> tree) {
		return WireCodec.writeTree(format(), tree);
	}

	<T> CompletableFuture<T> send(RestRequest.Builder request, Function<RestResponse, T> read) {
		return this.pipeline.userExecutor().cancellable(this.pipeline.execute(request.build()), read);
	}

	<T> CompletableFuture<T> send(RestRequest.Builder request, WireType<T> answer) {
		return send(request, (response) -> response.read(answer));
	}

	/** Sends what is answered with nothing worth reading. */
	@SuppressWarnings("NullAway") // there is no other Void
	CompletableFuture<Void> send(RestRequest.Builder request) {
		return send(request, (response) -> null);
	}

	<T> PaginatedFuture<T> page(String path, Map<String, ?> params, WireType<T> type) {
		return fetch(path, params, (response) -> response.readList(type));
	}

	<W, T> PaginatedFuture<T> page(String path, Map<String, ?> params, WireType<W> type, Function<W, T> map) {
		return fetch(path, params, (response) -> {
			List<W> wires = response.readList(type);
			List<T> items = new ArrayList<>(wires.size());
			wires.forEach((wire) -> items.add(map.apply(wire)));
			return items;
		});
	}

	<T> PaginatedFuture<T> fetch(String path, Map<String, ?> params, Function<RestResponse, List<T>> decoder) {
		return this.pages.fetch(RestRequest.get(path).params(params).build(), decoder);
	}

}
