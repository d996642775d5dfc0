package io.github.ablyspring.client;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.Pages;
import io.github.ablyspring.rest.PaginatedFuture;
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

	DefaultAblyRest(ClientCore core) {
		this(core, core.pipeline());
	}

	private DefaultAblyRest(ClientCore core, RestPipeline pipeline) {
		this.core = core;
		this.pipeline = pipeline;
		this.operations = new RestOperations(pipeline, new Pages(pipeline));
	}

	@Override
	public Auth auth() {
		return this.core.auth();
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
		return new DefaultAblyRest(this.core, this.pipeline.attributedTo(options.agents()));
	}

	@Override
	public void close() {
		this.core.close();
	}

}
