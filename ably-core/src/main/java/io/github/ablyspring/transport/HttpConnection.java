package io.github.ablyspring.transport;

import java.util.Collection;

import io.netty.channel.Channel;

/**
 * An open connection of an {@link HttpPool}, and like it on one event loop.
 */
abstract class HttpConnection {

	final HttpPool pool;

	final Channel channel;

	// For the pool alone: whether it is among those with room, and when it was used last.
	boolean ready;

	long usedAt = System.nanoTime();

	HttpConnection(HttpPool pool, Channel channel) {
		this.pool = pool;
		this.channel = channel;
	}

	/**
	 * Whether it can take another exchange now.
	 */
	abstract boolean hasRoom();

	/**
	 * Whether it is about to say that it has more room.
	 */
	boolean isBeginning() {
		return false;
	}

	/**
	 * Sends a request; only while there is room.
	 */
	abstract void send(HttpExchange exchange);

	/**
	 * The exchanges that have not ended.
	 */
	abstract Collection<HttpExchange> underWay();

	/**
	 * Gives an exchange up that nobody waits for any more.
	 */
	abstract void abandon(HttpExchange exchange);

	final void close() {
		this.channel.close();
	}

}
