package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;

import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.channel.EventLoop;

/**
 * Brings the requests to one origin and its connections together. All of it lives on one
 * event loop: a request changes threads once, and an answer that frees a connection sends
 * what waits for it at once.
 */
final class HttpPool {

	private final HttpPools owner;

	private final HttpOrigin origin;

	private final EventLoop loop;

	private final HttpDialer dialer;

	private final Limits limits;

	private final HttpRequestWriter writer = new HttpRequestWriter();

	private final Deque<HttpExchange> waiting = new ArrayDeque<>();

	private final HttpConnections connections;

	private final HttpDials dials;

	private long accepted;

	private boolean forgotten;

	/**
	 * Creates a pool without connections.
	 * @param owner is told when there is nothing in it any more
	 * @param origin where its connections lead
	 * @param loop where it lives
	 * @param dialer opens connections
	 * @param limits how much it may hold
	 */
	HttpPool(HttpPools owner, HttpOrigin origin, EventLoop loop, HttpDialer dialer, Limits limits) {
		this.owner = owner;
		this.origin = origin;
		this.loop = loop;
		this.dialer = dialer;
		this.limits = limits;
		this.connections = new HttpConnections(loop, limits.maxIdle());
		this.dials = new HttpDials(origin.secure());
	}

	// ---- from any thread

	void submit(HttpExchange exchange) {
		exchange.in(this);
		if (!run(() -> accept(exchange))) {
			exchange.fail(closedFailure());
		}
	}

	void abandon(HttpExchange exchange) {
		run(() -> {
			HttpConnection connection = exchange.connection();
			if (connection != null) {
				connection.abandon(exchange);
			}
			else {
				this.waiting.remove(exchange);
			}
		});
	}

	void close() {
		run(() -> {
			failWaiting(HttpDials.ALL, closedFailure());
			this.dials.close();
			this.connections.close();
		});
	}

	private boolean run(Runnable task) {
		if (this.loop.inEventLoop()) {
			task.run();
			return true;
		}
		try {
			this.loop.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	// ---- requests

	private void accept(HttpExchange exchange) {
		if (this.owner.isClosed()) {
			exchange.fail(closedFailure());
		}
		else if (this.forgotten) {
			this.owner.submit(this.origin, exchange);
		}
		else if (this.waiting.size() >= this.limits.maxWaiting()) {
			exchange.fail(new TransportException(Kind.OTHER,
					"More than " + this.limits.maxWaiting() + " requests wait for a connection already"));
		}
		else {
			exchange.number(++this.accepted);
			this.waiting.add(exchange);
			sendWaiting();
		}
	}

	HttpRequestWriter writer() {
		return this.writer;
	}

	private void sendWaiting() {
		while (!this.waiting.isEmpty()) {
			HttpConnection connection = this.connections.firstWithRoom();
			if (connection == null) {
				dial();
				return;
			}
			HttpExchange exchange = this.waiting.remove();
			if (!exchange.isDone()) {
				send(exchange, connection);
			}
		}
	}

	private static void send(HttpExchange exchange, HttpConnection connection) {
		exchange.on(connection);
		try {
			connection.send(exchange);
		}
		catch (RuntimeException ex) {
			// a header that cannot be sent, for one
			exchange.fail(ex);
		}
	}

	/**
	 * Sends a request once more, before all others.
	 */
	void repeat(HttpExchange exchange) {
		if (this.owner.isClosed()) {
			exchange.fail(closedFailure());
			return;
		}
		exchange.on(null);
		this.waiting.addFirst(exchange);
		sendWaiting();
	}

	// Who waits longest comes first. What is asked for because of a failure is not one of
	// those who fail.
	private void failWaiting(long upTo, Throwable failure) {
		long last = Math.min(upTo, this.accepted);
		HttpExchange exchange = this.waiting.peek();
		while (exchange != null && exchange.number() <= last) {
			this.waiting.remove();
			exchange.fail(failure);
			exchange = this.waiting.peek();
		}
	}

	static TransportException closedFailure() {
		return new TransportException(Kind.CLOSED, "The client's resources are closed");
	}

	// ---- connections

	private void dial() {
		while (!this.owner.isClosed() && !this.connections.areBeginning()
				&& this.connections.size() + this.dials.size() < this.limits.maxConnections()
				&& this.dials.helps(this.waiting.size())) {
			Duration timeout = this.waiting.element().request().connectTimeout();
			try {
				this.dials.add(this.dialer.dial(this, this.loop, timeout), this.accepted);
			}
			catch (RuntimeException ex) {
				// an address that cannot be one, for example
				cannotDial(ex);
				return;
			}
		}
	}

	private void cannotDial(RuntimeException failure) {
		if (this.connections.isEmpty() && this.dials.isEmpty()) {
			failWaiting(HttpDials.ALL, failure);
			forgetIfEmpty();
		}
	}

	void opened(HttpDialer.Dial dial, HttpConnection connection) {
		this.dials.opened(dial, connection.isMultiplexed());
		if (this.owner.isClosed()) {
			connection.close();
			return;
		}
		this.connections.add(connection);
		sendWaiting();
	}

	/**
	 * Takes note that a connection cannot be opened. As long as another one is open,
	 * those who wait get their turn; nobody is told.
	 */
	void notOpened(HttpDialer.Dial dial, Throwable failure) {
		long last = this.dials.failed(dial);
		if (this.connections.isEmpty() && last != HttpDials.NONE) {
			failWaiting(last, failure);
			sendWaiting();
		}
		forgetIfEmpty();
	}

	/**
	 * Takes note that a connection can do more than before.
	 */
	void mayHaveRoom(HttpConnection connection) {
		if (this.connections.mayHaveRoom(connection)) {
			sendWaiting();
		}
	}

	void noMoreRoom(HttpConnection connection) {
		this.connections.noMoreRoom(connection);
	}

	void gone(HttpConnection connection) {
		this.connections.remove(connection);
		sendWaiting();
		forgetIfEmpty();
	}

	private void forgetIfEmpty() {
		if (this.connections.isEmpty() && this.dials.isEmpty() && this.waiting.isEmpty()) {
			this.forgotten = true;
			this.owner.forget(this.origin, this);
		}
	}

	/**
	 * How much a pool may hold.
	 *
	 * @param maxConnections how many connections at most
	 * @param maxWaiting how many requests may wait for one
	 * @param maxAnswer how many bytes an answer may have
	 * @param maxIdle after which time a connection that nobody uses is closed
	 */
	record Limits(int maxConnections, int maxWaiting, int maxAnswer, Duration maxIdle) {
	}

}
