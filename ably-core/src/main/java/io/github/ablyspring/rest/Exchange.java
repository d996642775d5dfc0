package io.github.ablyspring.rest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpSettings;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, from host to host until one answers (RSC15). Only one attempt
 * is ever under way, so nothing here needs to be guarded beyond its completion.
 */
final class Exchange {

	private final RestSender sender;

	private final HttpSettings http;

	private final RestRequest request;

	private final String pathAndQuery;

	private final Map<String, String> headers;

	private final @Nullable String requestId;

	private final CompletableFuture<RestResponse> result = new CompletableFuture<>();

	private final long started;

	private @Nullable Deque<String> others;

	private volatile @Nullable CompletableFuture<HttpResponse> underway;

	Exchange(RestSender sender, RestRequest request, String pathAndQuery, Map<String, String> headers,
			@Nullable String requestId) {
		this.sender = sender;
		this.http = sender.settings().http();
		this.request = request;
		this.pathAndQuery = pathAndQuery;
		this.headers = headers;
		this.requestId = requestId;
		this.started = sender.loop().nanoTime();
	}

	CompletableFuture<RestResponse> result() {
		return this.result;
	}

	void start() {
		this.result.whenComplete((response, failure) -> {
			CompletableFuture<HttpResponse> underway = this.underway;
			if (this.result.isCancelled() && underway != null) {
				underway.cancel(false);
			}
		});
		attempt(this.sender.hosts().first(this.started));
	}

	/** Whatever goes wrong, the result comes to an end. */
	private void attempt(String host) {
		try {
			send(host);
		}
		catch (RuntimeException ex) {
			this.result.completeExceptionally(RestErrors.of(ex, host, this.http.requestTimeout(), this.requestId));
		}
	}

	private void send(String host) {
		this.sender.log().log(LogLevel.DEBUG, "HTTP request", () -> about(host));
		CompletableFuture<HttpResponse> underway = execute(host);
		this.underway = underway;
		underway.whenComplete((response, failure) -> {
			if (failure != null) {
				failed(host, unwrap(failure));
			}
			else {
				answered(host, response);
			}
		});
	}

	private CompletableFuture<HttpResponse> execute(String host) {
		try {
			return this.sender.http()
				.execute(new HttpRequest(this.request.method(),
						this.sender.settings().hosts().http(host, this.pathAndQuery), this.headers, this.request.body(),
						this.http.connectTimeout(), this.http.requestTimeout()));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void answered(String host, HttpResponse response) {
		if (isQualifying(response)) {
			String next = next(host);
			if (next != null) {
				this.sender.log()
					.log(LogLevel.DEBUG, "HTTP request is tried on another host",
							() -> with(about(next), "status", response.status()));
				attempt(next);
				return;
			}
		}
		else if (this.others != null) {
			this.sender.hosts().answered(host, this.sender.loop().nanoTime());
		}
		this.sender.log().log(LogLevel.VERBOSE, "HTTP answer", () -> with(about(host), "status", response.status()));
		this.result.complete(new RestResponse(response, this.requestId));
	}

	private void failed(String host, Throwable failure) {
		if (isQualifying(failure)) {
			String next = next(host);
			if (next != null) {
				this.sender.log()
					.log(LogLevel.DEBUG, "HTTP request is tried on another host",
							() -> with(about(next), "failure", String.valueOf(failure.getMessage())));
				attempt(next);
				return;
			}
		}
		this.sender.log()
			.log(LogLevel.DEBUG, "HTTP request failed",
					() -> with(about(host), "failure", String.valueOf(failure.getMessage())));
		this.result.completeExceptionally(RestErrors.of(failure, host, this.http.requestTimeout(), this.requestId));
	}

	private @Nullable String next(String failed) {
		if (this.result.isDone()) {
			return null;
		}
		if (this.others == null) {
			this.others = new ArrayDeque<>(this.sender.hosts().afterFailureOf(failed));
		}
		long elapsed = this.sender.loop().nanoTime() - this.started;
		return (elapsed < this.http.maxRetryDuration().toNanos()) ? this.others.poll() : null;
	}

	// RSC15l3, RSC15l4
	private static boolean isQualifying(HttpResponse response) {
		int status = response.status();
		return (status >= 500 && status <= 504)
				|| (status >= 400 && "CloudFront".equalsIgnoreCase(response.headers().first("Server")));
	}

	// RSC15l1, RSC15l2. A certificate that is not trusted is no better elsewhere.
	private static boolean isQualifying(Throwable failure) {
		return failure instanceof TransportException network && switch (network.kind()) {
			case DNS, REFUSED, CONNECT_TIMEOUT, REQUEST_TIMEOUT, CLOSED -> true;
			case TLS, OTHER -> false;
		};
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null)
				? failure.getCause() : failure;
	}

	private Map<String, Object> about(String host) {
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("method", this.request.method());
		context.put("host", host);
		context.put("path", this.request.path());
		if (this.requestId != null) {
			context.put("requestId", this.requestId);
		}
		return context;
	}

	private static Map<String, Object> with(Map<String, Object> context, String name, Object value) {
		context.put(name, value);
		return context;
	}

}
