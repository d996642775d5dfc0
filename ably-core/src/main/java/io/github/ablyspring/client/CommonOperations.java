package io.github.ablyspring.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.rest.BatchPresenceResult;
import io.github.ablyspring.rest.BatchPublishResult;
import io.github.ablyspring.rest.BatchPublishSpec;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.Pages;
import io.github.ablyspring.rest.PaginatedFuture;
import io.github.ablyspring.rest.Push;
import io.github.ablyspring.rest.RestMessaging;
import io.github.ablyspring.rest.RestOperations;
import io.github.ablyspring.rest.RestPipeline;
import io.github.ablyspring.rest.RestRequest;
import io.github.ablyspring.rest.Stats;
import io.github.ablyspring.rest.StatsParams;
import org.jspecify.annotations.Nullable;

/**
 * What both clients do over HTTP: leads each operation to what does it.
 */
abstract class CommonOperations {

	private final ClientCore core;

	private final RestPipeline pipeline;

	private final RestOperations operations;

	private final RestMessaging messaging;

	CommonOperations(ClientCore core, RestPipeline pipeline, RestMessaging messaging) {
		this.core = core;
		this.pipeline = pipeline;
		this.operations = new RestOperations(pipeline, new Pages(pipeline));
		this.messaging = messaging;
	}

	final ClientCore core() {
		return this.core;
	}

	final RestPipeline pipeline() {
		return this.pipeline;
	}

	final RestMessaging messaging() {
		return this.messaging;
	}

	public final Auth auth() {
		return this.core.auth();
	}

	public final Push push() {
		return this.messaging.push();
	}

	public final CompletableFuture<Instant> time() {
		return this.operations.time();
	}

	public final PaginatedFuture<Stats> stats(StatsParams params) {
		return this.operations.stats(params);
	}

	public final CompletableFuture<HttpPaginatedResponse> request(String method, String path, Map<String, ?> params,
			@Nullable Object body, Map<String, String> headers) {
		return request(method, path, RestRequest.PROTOCOL_VERSION, params, body, headers);
	}

	public final CompletableFuture<HttpPaginatedResponse> request(String method, String path, int version,
			Map<String, ?> params, @Nullable Object body, Map<String, String> headers) {
		return this.operations.request(method, path, version, params, body, headers);
	}

	public final CompletableFuture<BatchResult<BatchPublishResult>> batchPublish(BatchPublishSpec spec) {
		return this.messaging.batchPublish(spec);
	}

	public final CompletableFuture<List<BatchResult<BatchPublishResult>>> batchPublish(List<BatchPublishSpec> specs) {
		return this.messaging.batchPublish(specs);
	}

	public final CompletableFuture<BatchResult<BatchPresenceResult>> batchPresence(List<String> channels) {
		return this.messaging.batchPresence(channels);
	}

}
