package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a pool: which of them takes the next request, and which nobody
 * has used for so long that it is closed.
 */
final class HttpConnections {

	private final EventLoop loop;

	private final long maxIdle;

	private final Set<HttpConnection> open = new LinkedHashSet<>();

	// Those with room, the one that was used last first, so that superfluous ones fall
	// idle.
	private final Deque<HttpConnection> ready = new ArrayDeque<>();

	private @Nullable ScheduledFuture<?> timer;

	HttpConnections(EventLoop loop, Duration maxIdle) {
		this.loop = loop;
		this.maxIdle = maxIdle.toNanos();
	}

	int size() {
		return this.open.size();
	}

	boolean isEmpty() {
		return this.open.isEmpty();
	}

	/**
	 * Whether one is about to say how much room it has.
	 */
	boolean areBeginning() {
		for (HttpConnection connection : this.open) {
			if (connection.isBeginning()) {
				return true;
			}
		}
		return false;
	}

	void add(HttpConnection connection) {
		this.open.add(connection);
		mayHaveRoom(connection);
		if (this.timer == null) {
			closeIdleIn(this.maxIdle);
		}
	}

	void remove(HttpConnection connection) {
		noMoreRoom(connection);
		this.open.remove(connection);
		if (this.open.isEmpty() && this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	/**
	 * The connection for the next request, or {@code null}. One that is full, or about to
	 * close, makes way for the next.
	 */
	@Nullable HttpConnection firstWithRoom() {
		HttpConnection first = this.ready.peekFirst();
		while (first != null && !first.hasRoom()) {
			noMoreRoom(first);
			first = this.ready.peekFirst();
		}
		return first;
	}

	/**
	 * Takes note that a connection can do more than before.
	 * @return whether it is one of these
	 */
	boolean mayHaveRoom(HttpConnection connection) {
		if (!this.open.contains(connection)) {
			return false;
		}
		connection.usedAt = this.loop.ticker().nanoTime();
		if (!connection.ready && connection.hasRoom()) {
			connection.ready = true;
			this.ready.addFirst(connection);
		}
		return true;
	}

	void noMoreRoom(HttpConnection connection) {
		if (connection.ready) {
			connection.ready = false;
			this.ready.remove(connection);
		}
	}

	void close() {
		List.copyOf(this.open).forEach(HttpConnection::close);
	}

	// One timer for all: each connection would otherwise set one for each request.
	private void closeIdleIn(long delay) {
		this.timer = this.loop.schedule(this::closeIdle, delay, TimeUnit.NANOSECONDS);
	}

	private void closeIdle() {
		long now = this.loop.ticker().nanoTime();
		long next = this.maxIdle;
		for (HttpConnection connection : List.copyOf(this.open)) {
			if (!connection.isBusy()) {
				long left = connection.usedAt + this.maxIdle - now;
				if (left <= 0) {
					connection.close();
				}
				else {
					next = Math.min(next, left);
				}
			}
		}
		closeIdleIn(next);
	}

}
