package io.github.ablyspring.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.TransportException;

/**
 * Counts the requests that have not ended, so that connections and threads outlive them:
 * a request whose threads are gone can neither be answered nor time out.
 */
final class RequestsUnderWay {

	// One for being open, and one for each request.
	private final AtomicInteger holders = new AtomicInteger(1);

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Runnable end;

	/**
	 * Starts counting.
	 * @param end run once when this is closed and the last request has ended
	 */
	RequestsUnderWay(Runnable end) {
		this.end = end;
	}

	HttpTransport counting(HttpTransport transport) {
		return new Counting(transport);
	}

	/**
	 * Lets what is under way end, and nothing begin.
	 */
	void close() {
		if (this.closed.compareAndSet(false, true)) {
			release();
		}
	}

	private boolean acquire() {
		IntUnaryOperator oneMoreWhileOpen = (count) -> (count > 0) ? count + 1 : 0;
		return this.holders.getAndUpdate(oneMoreWhileOpen) > 0;
	}

	private void release() {
		if (this.holders.decrementAndGet() == 0) {
			this.end.run();
		}
	}

	private final class Counting implements HttpTransport {

		private final HttpTransport transport;

		Counting(HttpTransport transport) {
			this.transport = transport;
		}

		@Override
		public CompletableFuture<HttpResponse> execute(HttpRequest request) {
			if (!acquire()) {
				return CompletableFuture.failedFuture(
						new TransportException(TransportException.Kind.CLOSED, "The client's resources are closed"));
			}
			CompletableFuture<HttpResponse> response;
			try {
				response = this.transport.execute(request);
			}
			catch (RuntimeException ex) {
				release();
				throw ex;
			}
			response.whenComplete((answer, failure) -> release());
			return response;
		}

		@Override
		public void close() {
			this.transport.close();
		}

	}

}
