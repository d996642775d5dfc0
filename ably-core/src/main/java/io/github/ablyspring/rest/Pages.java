package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.ablyspring.transport.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Fetches results page by page. For use inside the engine.
 */
public final class Pages {

	private final RestPipeline pipeline;

	/**
	 * Creates it.
	 * @param pipeline sends the requests
	 */
	public Pages(RestPipeline pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Fetches the first page of a result.
	 * @param <T> the type of the results
	 * @param request the request for it
	 * @param decoder reads a page
	 * @return the page; completes on the user's executor
	 */
	public <T> PaginatedFuture<T> fetch(RestRequest request, Function<RestResponse, List<T>> decoder) {
		return this.pipeline.userExecutor()
			.cancellable(this.pipeline.execute(request), (response) -> new ResultPage<>(request, response, decoder),
					new PaginatedFuture<>());
	}

	/**
	 * Sends a request of any kind; an error status is an answer like any other (RSC19d).
	 * @param request the request
	 * @return the answer; completes on the user's executor
	 */
	public CompletableFuture<HttpPaginatedResponse> exchange(RestRequest request) {
		return this.pipeline.userExecutor()
			.cancellable(this.pipeline.exchange(request), (response) -> new ResponsePage(request, response));
	}

	// What is not null is fine where it may be, but a future of it is another type.
	@SuppressWarnings("NullAway")
	private static <T> CompletableFuture<@Nullable T> orNull(CompletableFuture<T> page) {
		return page;
	}

	private final class ResultPage<T> implements PaginatedResult<T> {

		private final RestRequest request;

		private final Function<RestResponse, List<T>> decoder;

		private final List<T> items;

		private final PageLinks links;

		ResultPage(RestRequest request, RestResponse response, Function<RestResponse, List<T>> decoder) {
			this.request = request;
			this.decoder = decoder;
			this.items = List.copyOf(decoder.apply(response));
			this.links = PageLinks.of(response.headers(), request.path());
		}

		@Override
		public List<T> items() {
			return this.items;
		}

		@Override
		public boolean hasNext() {
			return this.links.next() != null;
		}

		@Override
		public CompletableFuture<@Nullable PaginatedResult<T>> next() {
			String next = this.links.next();
			return (next != null) ? orNull(fetch(this.request.at(next), this.decoder))
					: CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletableFuture<PaginatedResult<T>> first() {
			String first = this.links.first();
			return fetch((first != null) ? this.request.at(first) : this.request, this.decoder);
		}

		@Override
		public CompletableFuture<PaginatedResult<T>> current() {
			return fetch(this.request, this.decoder);
		}

	}

	private final class ResponsePage implements HttpPaginatedResponse {

		private final RestRequest request;

		private final RestResponse response;

		private final List<Object> items;

		private final PageLinks links;

		ResponsePage(RestRequest request, RestResponse response) {
			this.request = request;
			this.response = response;
			this.items = trees(response.readTree());
			this.links = PageLinks.of(response.headers(), request.path());
		}

		@Override
		public List<Object> items() {
			return this.items;
		}

		@Override
		public boolean hasNext() {
			return this.links.next() != null;
		}

		@Override
		public CompletableFuture<@Nullable HttpPaginatedResponse> next() {
			String next = this.links.next();
			return (next != null) ? orNull(exchange(this.request.at(next))) : CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletableFuture<HttpPaginatedResponse> first() {
			String first = this.links.first();
			return exchange((first != null) ? this.request.at(first) : this.request);
		}

		@Override
		public CompletableFuture<HttpPaginatedResponse> current() {
			return exchange(this.request);
		}

		@Override
		public int statusCode() {
			return this.response.status();
		}

		@Override
		public @Nullable Integer errorCode() {
			String header = headers().first("X-Ably-Errorcode");
			try {
				return (header != null) ? Integer.valueOf(header.trim()) : null;
			}
			catch (NumberFormatException ex) {
				return null;
			}
		}

		@Override
		public @Nullable String errorMessage() {
			return headers().first("X-Ably-Errormessage");
		}

		@Override
		public HttpHeaders headers() {
			return this.response.headers();
		}

		private static List<Object> trees(@Nullable Object tree) {
			if (tree == null) {
				return List.of();
			}
			return (tree instanceof List<?> list) ? java.util.Collections.unmodifiableList(new ArrayList<>(list))
					: List.of(tree);
		}

	}

}
