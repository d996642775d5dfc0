package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one origin. They and all that is known of them live on one event
 * loop: a request changes threads once, and an answer that frees a connection sends what
 * waits for it at once.
 */
final class HttpPool {

	private final EventLoop loop;

	private final HttpDialer dialer;

	private final Limits limits;

	private final Consumer<HttpPool> emptied;

	private final HttpRequestWriter writer = new HttpRequestWriter();

	private final Deque<HttpExchange> waiting = new ArrayDeque<>();

	// Those with room, the one that was used last first, so that superfluous ones fall
	// idle.
	private final Deque<HttpConnection> ready = new ArrayDeque<>();

	private final Set<HttpConnection> connections = new LinkedHashSet<>();

	private final Set<Channel> dialing = new HashSet<>();

	// What TLS agreed on last: whether one connection is enough for many requests.
	private boolean multiplexed;

	private boolean negotiated;

	private boolean closed;

	private @Nullable ScheduledFuture<?> sweep;

	private long sweepAt;

	/**
	 * Creates a pool without connections.
	 * @param loop where it lives
	 * @param dialer opens connections
	 * @param limits how much it may hold
	 * @param emptied told when there is nothing in it any more
	 */
	HttpPool(EventLoop loop, HttpDialer dialer, Limits limits, Consumer<HttpPool> emptied) {
		this.loop = loop;
		this.dialer = dialer;
		this.limits = limits;
		this.emptied = emptied;
	}

	// ---- from any thread

	HttpExchange submit(HttpRequest request) {
		HttpExchange exchange = new HttpExchange(request, this);
		if (!run(() -> accept(exchange))) {
			exchange.fail(closedFailure());
		}
		return exchange;
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
			this.closed = true;
			failWaiting(closedFailure());
			List.copyOf(this.dialing).forEach(Channel::close);
			List.copyOf(this.connections).forEach(HttpConnection::close);
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
		if (this.closed) {
			exchange.fail(closedFailure());
		}
		else if (this.waiting.size() >= this.limits.maxWaiting()) {
			exchange.fail(new TransportException(Kind.OTHER,
					"More than " + this.limits.maxWaiting() + " requests wait for a connection already"));
		}
		else {
			wakeAt(exchange.start(System.nanoTime()));
			this.waiting.add(exchange);
			sendWaiting();
		}
	}

	HttpRequestWriter writer() {
		return this.writer;
	}

	private void sendWaiting() {
		while (!this.waiting.isEmpty()) {
			HttpConnection connection = firstWithRoom();
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

	// One that is full, or about to close, makes way for the next.
	private @Nullable HttpConnection firstWithRoom() {
		HttpConnection first = this.ready.peekFirst();
		while (first != null && !first.hasRoom()) {
			noMoreRoom(first);
			first = this.ready.peekFirst();
		}
		return first;
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
	 * Takes note that a connection can do more than before.
	 */
	void mayHaveRoom(HttpConnection connection) {
		if (this.connections.contains(connection)) {
			hasRoom(connection);
			sendWaiting();
		}
	}

	private void hasRoom(HttpConnection connection) {
		connection.usedAt = System.nanoTime();
		wakeAt(connection.usedAt + this.limits.maxIdle().toNanos());
		if (!connection.ready && connection.hasRoom()) {
			connection.ready = true;
			this.ready.addFirst(connection);
		}
	}

	void noMoreRoom(HttpConnection connection) {
		if (connection.ready) {
			connection.ready = false;
			this.ready.remove(connection);
		}
	}

	/**
	 * Sends a request once more: its connection was closed before there was an answer.
	 */
	void repeat(HttpExchange exchange) {
		exchange.on(null);
		this.waiting.addFirst(exchange);
		sendWaiting();
	}

	// ---- connections

	private void dial() {
		while (mayDial()) {
			HttpExchange first = this.waiting.element();
			this.dialing.add(this.dialer.dial(this, this.loop, first.request().connectTimeout()));
		}
	}

	private boolean mayDial() {
		// The first connection with TLS tells whether one is enough.
		boolean oneByOne = this.multiplexed || (this.dialer.negotiates() && !this.negotiated);
		return !this.closed && this.dialing.size() < (oneByOne ? 1 : this.waiting.size())
				&& this.connections.size() + this.dialing.size() < this.limits.maxConnections()
				&& this.connections.stream().noneMatch(HttpConnection::isBeginning);
	}

	void opened(HttpConnection connection, boolean multiplexed) {
		this.dialing.remove(connection.channel);
		this.negotiated = true;
		this.multiplexed = multiplexed;
		if (this.closed) {
			connection.close();
			return;
		}
		this.connections.add(connection);
		hasRoom(connection);
		sendWaiting();
	}

	void notOpened(Channel channel, Throwable failure) {
		this.dialing.remove(channel);
		if (this.dialing.isEmpty() && this.connections.isEmpty()) {
			failWaiting(failure);
			tellIfEmpty();
		}
	}

	void gone(HttpConnection connection) {
		noMoreRoom(connection);
		this.connections.remove(connection);
		if (!this.closed) {
			sendWaiting();
		}
		tellIfEmpty();
	}

	private void tellIfEmpty() {
		if (this.connections.isEmpty() && this.dialing.isEmpty() && this.waiting.isEmpty()) {
			if (this.sweep != null) {
				this.sweep.cancel(false);
				this.sweep = null;
			}
			this.emptied.accept(this);
		}
	}

	private void failWaiting(Throwable failure) {
		List<HttpExchange> failed = new ArrayList<>(this.waiting);
		this.waiting.clear();
		failed.forEach((exchange) -> exchange.fail(failure));
	}

	static TransportException closedFailure() {
		return new TransportException(Kind.CLOSED, "The client's resources are closed");
	}

	// ---- time

	// One timer for all: each request would otherwise set one that hardly ever goes off.
	private void wakeAt(long time) {
		if (this.sweep != null) {
			if (this.sweepAt - time <= 0) {
				return;
			}
			this.sweep.cancel(false);
		}
		this.sweepAt = time;
		this.sweep = this.loop.schedule(this::sweep, time - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	private void sweep() {
		this.sweep = null;
		long now = System.nanoTime();
		List<HttpExchange> all = new ArrayList<>(this.waiting);
		this.connections.forEach((connection) -> all.addAll(connection.underWay()));
		for (HttpExchange exchange : all) {
			if (exchange.deadline() - now <= 0) {
				abandon(exchange);
				exchange.timedOut();
			}
			else {
				wakeAt(exchange.deadline());
			}
		}
		for (HttpConnection connection : List.copyOf(this.connections)) {
			if (connection.underWay().isEmpty()) {
				if (connection.usedAt + this.limits.maxIdle().toNanos() - now <= 0) {
					connection.close();
				}
				else {
					wakeAt(connection.usedAt + this.limits.maxIdle().toNanos());
				}
			}
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
