package io.github.ablyspring.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.realtime.channel.RealtimeChannels;
import io.github.ablyspring.realtime.connection.Connection;
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
 * A realtime client: leads each operation to what does it.
 */
final class DefaultAblyRealtime implements AblyRealtime {

	private final ClientCore core;

	private final RealtimeParts parts;

	private final RealtimeChannels channels;

	private final RestPipeline pipeline;

	private final RestOperations operations;

	private final RestMessaging messaging;

	private DefaultAblyRealtime(ClientCore core, RealtimeParts parts, RealtimeChannels channels, RestPipeline pipeline,
			RestMessaging messaging) {
		this.core = core;
		this.parts = parts;
		this.channels = channels;
		this.pipeline = pipeline;
		this.operations = new RestOperations(pipeline, new Pages(pipeline));
		this.messaging = messaging;
	}

	static AblyRealtime start(ClientCore core) {
		RestMessaging messaging = core.messaging(PublishObservers.NONE);
		RealtimeParts parts = new RealtimeParts(core, messaging);
		AblyRealtime client = new DefaultAblyRealtime(core, parts, parts.channels(), core.pipeline(), messaging);
		parts.start(client);
		return client;
	}

	@Override
	public Connection connection() {
		return this.parts.connection();
	}

	@Override
	public RealtimeChannels channels() {
		return this.channels;
	}

	@Override
	public Auth auth() {
		return this.core.auth();
	}

	@Override
	public Push push() {
		return this.messaging.push();
	}

	@Override
	public ClientOptions options() {
		return this.core.options();
	}

	@Override
	public void close() {
		this.parts.close();
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
	public AblyRealtime createWrapperSdkProxy(WrapperSdkProxyOptions options) {
		RestPipeline attributed = this.pipeline.attributedTo(options.agents());
		return new DefaultAblyRealtime(this.core, this.parts,
				WrapperChannels.of(this.parts.channels(), options, this.core.options().channelDefaults()), attributed,
				this.messaging.attributedTo(attributed));
	}

}
