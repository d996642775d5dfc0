package io.github.ablyspring.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.rest.BatchPresenceResult;
import io.github.ablyspring.rest.BatchPublishResult;
import io.github.ablyspring.rest.BatchPublishSpec;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.Pages;
import io.github.ablyspring.rest.PaginatedFuture;
import io.github.ablyspring.rest.Push;
import io.github.ablyspring.rest.RestChannels;
import io.github.ablyspring.rest.RestMessaging;
import io.github.ablyspring.rest.RestOperations;
import io.github.ablyspring.rest.RestPipeline;
import io.github.ablyspring.rest.RestRequest;
import io.github.ablyspring.rest.Stats;
import io.github.ablyspring.rest.StatsParams;
import org.jspecify.annotations.Nullable;

/**
 * A REST client: leads each operation to what does it.
 */
final class DefaultAblyRest implements AblyRest {

	private final ClientCore core;

	private final RestPipeline pipeline;

	private final RestOperations operations;

	private final RestMessaging messaging;

	DefaultAblyRest(ClientCore core) {
		this(core, core.pipeline(), core.messaging(new PublishObservers(core.options().publishObservers())));
	}

	private DefaultAblyRest(ClientCore core, RestPipeline pipeline, RestMessaging messaging) {
		this.core = core;
		this.pipeline = pipeline;
		this.operations = new RestOperations(pipeline, new Pages(pipeline));
		this.messaging = messaging;
	}

	@Override
	public Auth auth() {
		return this.core.auth();
	}

	@Override
	public RestChannels channels() {
		return this.messaging.channels();
	}

	@Override
	public Push push() {
		return this.messaging.push();
	}

	@Override
	public CompletableFuture<BatchResult<BatchPublishResult>> batchPublish(BatchPublishSpec spec) {
		return this.messaging.batchPublish(spec);
	}

	@Override
	public CompletableFuture<List<BatchResult<BatchPublishResult>>> batchPublish(List<BatchPublishSpec> specs) {
		return this.messaging.batchPublish(specs);
	}

	@Override
	public CompletableFuture<BatchResult<BatchPresenceResult>> batchPresence(List<String> channels) {
		return this.messaging.batchPresence(channels);
	}

	@Override
	public CompletableFuture<Instant> time() {
		return this.operations.time();
	}

	@Override
	public PaginatedFuture<Stats> stats(StatsParams params) {
		return this.operations.stats(params);
	}

	@Override
	public CompletableFuture<HttpPaginatedResponse> request(String method, String path, Map<String, ?> params,
			@Nullable Object body, Map<String, String> headers) {
		return request(method, path, RestRequest.PROTOCOL_VERSION, params, body, headers);
	}

	@Override
	public CompletableFuture<HttpPaginatedResponse> request(String method, String path, int version,
			Map<String, ?> params, @Nullable Object body, Map<String, String> headers) {
		return this.operations.request(method, path, version, params, body, headers);
	}

	@Override
	public AblyRest createWrapperSdkProxy(WrapperSdkProxyOptions options) {
		RestPipeline attributed = this.pipeline.attributedTo(options.agents());
		return new DefaultAblyRest(this.core, attributed, this.messaging.attributedTo(attributed));
	}

	@Override
	public void close() {
		this.core.close();
	}

}
