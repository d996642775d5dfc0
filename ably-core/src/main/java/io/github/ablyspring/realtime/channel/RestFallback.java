package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Publishes over REST while there is no connection. The messages have ids of their own,
 * so that one which may have arrived can be sent again over the connection without being
 * stored twice. Lives on the client's loop.
 * <p>
 * One publish at a time is under way, so their order is kept; as long as there are any,
 * later ones wait behind them even when the connection has come back.
 */
final class RestFallback {

	private final ChannelContext channel;

	private final Deque<Waiting> waiting = new ArrayDeque<>(0);

	private boolean busy;

	// Publishes that wait in the connection: none may overtake them.
	private int handedOver;

	RestFallback(ChannelContext channel) {
		this.channel = channel;
	}

	/**
	 * Whether the next publish goes this way.
	 * @return whether there is no connection, but may be one again
	 */
	boolean applies() {
		return this.busy || (this.handedOver == 0 && isConnectionMissing());
	}

	void publish(Outgoing outgoing, Publishing publishing) {
		int limit = this.channel.settings().maxPending();
		if (this.waiting.size() >= limit) {
			publishing.refused(ChannelErrors.tooManyPending(limit));
			return;
		}
		this.waiting.add(new Waiting(outgoing, publishing));
		if (!this.busy) {
			next();
		}
	}

	private void next() {
		this.busy = false;
		Waiting next = this.waiting.poll();
		while (next != null) {
			if (!next.publishing.isDone() && isConnectionMissing() && this.handedOver == 0) {
				overRest(next);
				return;
			}
			overConnection(next);
			next = this.waiting.poll();
		}
	}

	private void overRest(Waiting current) {
		this.busy = true;
		this.channel.rest()
			.publish(current.outgoing.messages(), current.outgoing.options().params())
			.whenComplete((result, failure) -> this.channel.loop().execute(() -> published(current, result, failure)));
	}

	private void published(Waiting current, @Nullable PublishResult result, @Nullable Throwable failure) {
		if (failure == null) {
			current.publishing.accepted(result);
		}
		else {
			AblyException error = AblyException.from(failure);
			// A verdict of the server stands; what did not reach it, or not for sure, is
			// tried over the connection.
			if (error.statusCode() >= 400 && error.statusCode() < 500 && error.statusCode() != 408) {
				current.publishing.refused(error.errorInfo());
			}
			else {
				overConnection(current);
			}
		}
		next();
	}

	private void overConnection(Waiting current) {
		if (current.publishing.isDone()) {
			return;
		}
		this.handedOver++;
		current.publishing.result().whenComplete((result, failure) -> this.handedOver--);
		current.publishing
			.pending(this.channel.publish(current.outgoing.frame(this.channel.name()), current.publishing));
	}

	private boolean isConnectionMissing() {
		ConnectionState state = this.channel.connection().state();
		return state.queues() || state == ConnectionState.SUSPENDED;
	}

	private record Waiting(Outgoing outgoing, Publishing publishing) {
	}

}
