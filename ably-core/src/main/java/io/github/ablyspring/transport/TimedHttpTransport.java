package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.ablyspring.transport.TransportException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of requests, whatever transport they go through: what takes longer than
 * it may fails, and is cancelled. So no transport needs a clock of its own.
 */
public final class TimedHttpTransport implements HttpTransport {

	private final HttpTransport transport;

	private final SerialLoop loop;

	// The requests of a client mostly have one limit, and never more than a few.
	private final ConcurrentMap<Duration, Deadlines> deadlines = new ConcurrentHashMap<>();

	/**
	 * Creates a transport.
	 * @param transport sends the requests
	 * @param loop keeps the time
	 */
	public TimedHttpTransport(HttpTransport transport, SerialLoop loop) {
		this.transport = transport;
		this.loop = loop;
	}

	@Override
	public CompletableFuture<HttpResponse> execute(HttpRequest request) {
		Answer answer = new Answer(request);
		answer.timeout = deadlines(request.requestTimeout()).start(answer::overdue);
		try {
			answer.comesFrom(this.transport.execute(request));
		}
		catch (RuntimeException ex) {
			answer.timeout.cancel();
			throw ex;
		}
		return answer;
	}

	private Deadlines deadlines(Duration limit) {
		Deadlines known = this.deadlines.get(limit);
		return (known != null) ? known
				: this.deadlines.computeIfAbsent(limit, (duration) -> new Deadlines(this.loop, duration));
	}

	@Override
	public void close() {
		this.transport.close();
	}

	private static final class Answer extends CompletableFuture<HttpResponse> {

		private final HttpRequest request;

		private Timeout timeout = () -> false;

		private volatile @Nullable CompletableFuture<HttpResponse> source;

		private volatile boolean overdue;

		Answer(HttpRequest request) {
			this.request = request;
		}

		@Override
		public <U> CompletableFuture<U> newIncompleteFuture() {
			return new CompletableFuture<>();
		}

		void comesFrom(CompletableFuture<HttpResponse> source) {
			this.source = source;
			source.whenComplete((response, failure) -> {
				this.timeout.cancel();
				if (this.overdue) {
					return;
				}
				if (failure != null) {
					completeExceptionally(unwrap(failure));
				}
				else {
					complete(response);
				}
			});
			if (isDone()) {
				source.cancel(false);
			}
		}

		// Who hears of it can rely on that the request, should it still wait, is not
		// sent.
		void overdue() {
			this.overdue = true;
			giveUp();
			completeExceptionally(new TransportException(Kind.REQUEST_TIMEOUT, this.request.uri().getHost()
					+ " gave no answer within " + this.request.requestTimeout().toMillis() + " ms (timeout)"));
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			boolean cancelled = super.cancel(mayInterruptIfRunning);
			giveUp();
			return cancelled;
		}

		private void giveUp() {
			CompletableFuture<HttpResponse> source = this.source;
			if (source != null) {
				source.cancel(false);
			}
		}

		private static Throwable unwrap(Throwable failure) {
			return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
					: failure;
		}

	}

}
