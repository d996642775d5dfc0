package io.github.ablyspring.transport;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A request and its answer to come. Cancelled, it ends what is done for it.
 */
final class HttpExchange extends CompletableFuture<HttpResponse> {

	private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

	private final HttpRequest request;

	private volatile @Nullable HttpPool pool;

	// What follows belongs to the pool, on its event loop.

	private long number;

	private @Nullable HttpConnection connection;

	private int refusals;

	HttpExchange(HttpRequest request) {
		this.request = request;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		HttpPool pool = this.pool;
		if (cancelled && pool != null) {
			pool.abandon(this);
		}
		return cancelled;
	}

	void fail(Throwable failure) {
		completeExceptionally(NetworkFailures.classify(failure, this.request.uri()));
	}

	/**
	 * Whether doing it twice is like doing it once.
	 */
	boolean isIdempotent() {
		return IDEMPOTENT.contains(this.request.method());
	}

	HttpRequest request() {
		return this.request;
	}

	void in(HttpPool pool) {
		this.pool = pool;
	}

	/**
	 * How many requests came to its pool before it, and itself.
	 */
	long number() {
		return this.number;
	}

	void number(long number) {
		this.number = number;
	}

	@Nullable HttpConnection connection() {
		return this.connection;
	}

	void on(@Nullable HttpConnection connection) {
		this.connection = connection;
	}

	/**
	 * Counts how often the server has said that it did nothing with it.
	 * @return how often, this time included
	 */
	int refused() {
		return ++this.refusals;
	}

}
