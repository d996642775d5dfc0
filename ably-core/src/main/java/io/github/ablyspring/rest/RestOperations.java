package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.WireCodec;
import org.jspecify.annotations.Nullable;

/**
 * The operations that belong to no channel, alike for REST and realtime clients. For use
 * inside the engine.
 */
public final class RestOperations {

	private final RestPipeline pipeline;

	private final Pages pages;

	/**
	 * Creates them.
	 * @param pipeline sends requests
	 * @param pages reads results page by page
	 */
	public RestOperations(RestPipeline pipeline, Pages pages) {
		this.pipeline = pipeline;
		this.pages = pages;
	}

	/**
	 * The time by the clock of the service (RSC16).
	 * @return the time
	 */
	public CompletableFuture<Instant> time() {
		return this.pipeline.userExecutor()
			.cancellable(this.pipeline.execute(RestRequest.get("/time").anonymous().build()), RestAuthServer::time);
	}

	/**
	 * The statistics of the app (RSC6).
	 * @param params which of them
	 * @return the first page
	 */
	public PaginatedFuture<Stats> stats(StatsParams params) {
		return this.pages.fetch(params.request(), Stats::read);
	}

	/**
	 * A request of any kind (RSC19).
	 * @param method the HTTP verb
	 * @param path the encoded path
	 * @param version by which version the service reads it
	 * @param params parameters for the query
	 * @param body a JSON tree, or {@code null} for none
	 * @param headers headers to add
	 * @return the answer
	 */
	public CompletableFuture<HttpPaginatedResponse> request(String method, String path, int version,
			Map<String, ?> params, @Nullable Object body, Map<String, String> headers) {
		byte[] bytes = (body != null) ? WireCodec.writeTree(this.pipeline.format(), body) : null;
		int limit = this.pipeline.settings().maxFrameSize();
		if (bytes != null && bytes.length > limit) {
			return this.pipeline.userExecutor()
				.handOver(CompletableFuture.failedFuture(AblyException.of(ErrorCodes.MESSAGE_TOO_LARGE, 413,
						"The body of the request has " + bytes.length + " bytes, more than the " + limit
								+ " of the option 'maxFrameSize': split it into several requests")));
		}
		return this.pages.exchange(RestRequest.of(method.toUpperCase(Locale.ROOT), path)
			.params(params)
			.headers(headers)
			.body(bytes)
			.version(version)
			.build());
	}

}
