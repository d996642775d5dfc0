package io.github.ablyspring.transport;

import java.io.IOException;

import io.netty.channel.Channel;

/**
 * An open connection of an {@link HttpPool}, and like it on one event loop.
 */
abstract class HttpConnection {

	final HttpPool pool;

	final Channel channel;

	// For the pool alone: whether it is among those with room, and when it was used last.
	boolean ready;

	long usedAt;

	private boolean used;

	HttpConnection(HttpPool pool, Channel channel) {
		this.pool = pool;
		this.channel = channel;
	}

	/**
	 * Whether many exchanges can be under way at once.
	 */
	boolean isMultiplexed() {
		return false;
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
	 * Whether an exchange has not ended.
	 */
	abstract boolean isBusy();

	/**
	 * Sends a request; only while there is room.
	 */
	abstract void send(HttpExchange exchange);

	/**
	 * Gives an exchange up that nobody waits for any more.
	 */
	abstract void abandon(HttpExchange exchange);

	final void close() {
		this.channel.close();
	}

	/**
	 * Takes note that it has brought an answer.
	 */
	final void used() {
		this.used = true;
	}

	/**
	 * Ends an exchange whose connection broke. A server may close one that has been idle
	 * just when a request is on its way: it is sent again if nothing of an answer has
	 * come, and nothing can be done twice by that. On a connection that is new there is
	 * no such excuse.
	 * @param exchange what has not been answered
	 * @param sent whether all of the request was written
	 * @param answering whether some of the answer has come
	 * @param failure what broke it
	 */
	final void broken(HttpExchange exchange, boolean sent, boolean answering, Throwable failure) {
		boolean harmless = !sent || exchange.isIdempotent();
		if (this.used && !answering && harmless && failure instanceof IOException && !exchange.isDone()) {
			this.pool.repeat(exchange);
		}
		else {
			exchange.fail(failure);
		}
	}

}
