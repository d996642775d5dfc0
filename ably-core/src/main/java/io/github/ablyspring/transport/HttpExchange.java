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

	private final HttpPool pool;

	private long deadline;

	private @Nullable HttpConnection connection;

	private int attempts;

	HttpExchange(HttpRequest request, HttpPool pool) {
		this.request = request;
		this.pool = pool;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (cancelled) {
			this.pool.abandon(this);
		}
		return cancelled;
	}

	void fail(Throwable failure) {
		completeExceptionally(NetworkFailures.classify(failure, this.request.uri()));
	}

	void timedOut() {
		fail(new TransportException(TransportException.Kind.REQUEST_TIMEOUT, this.request.uri().getHost()
				+ " gave no answer within " + this.request.requestTimeout().toMillis() + " ms"));
	}

	/**
	 * Whether it may be sent again after a connection broke without an answer: a server
	 * may have closed it just when the request was on its way.
	 */
	boolean mayBeRepeated() {
		return !isDone() && IDEMPOTENT.contains(this.request.method());
	}

	long start(long now) {
		this.deadline = now + this.request.requestTimeout().toNanos();
		return this.deadline;
	}

	long deadline() {
		return this.deadline;
	}

	@Nullable HttpConnection connection() {
		return this.connection;
	}

	void on(@Nullable HttpConnection connection) {
		this.connection = connection;
		if (connection != null) {
			this.attempts++;
		}
	}

	int attempts() {
		return this.attempts;
	}

	HttpRequest request() {
		return this.request;
	}

}
