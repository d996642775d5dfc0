package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Publishes over REST while there is no connection. The messages have ids of their own,
 * so that one which may have arrived can be sent again, over the connection or over REST,
 * without being stored twice. Lives on the client's loop.
 * <p>
 * The order of publishes is kept: one request at a time is under way; as long as there
 * are any, later ones wait behind them even when the connection has come back; and what
 * the lost connection has left without an answer goes first.
 */
final class RestFallback {

	private final ChannelContext channel;

	private final Deque<Waiting> waiting = new ArrayDeque<>(0);

	// What went over the connection and has no answer yet, oldest first.
	private final Deque<Waiting> unanswered = new ArrayDeque<>(0);

	private boolean busy;

	// REST did not work either: everything waits for the connection.
	private boolean hopeless;

	RestFallback(ChannelContext channel) {
		this.channel = channel;
	}

	void publish(Outgoing outgoing, Publishing publishing) {
		Waiting publish = new Waiting(outgoing, publishing);
		if (!this.busy && (this.hopeless || !isConnectionMissing())) {
			overConnection(publish);
			return;
		}
		int limit = this.channel.settings().maxPending();
		if (this.waiting.size() >= limit) {
			publishing.refused(ChannelErrors.tooManyPending(limit));
			return;
		}
		if (!this.busy) {
			takeBackUnanswered();
		}
		this.waiting.add(publish);
		if (!this.busy) {
			next();
		}
	}

	private void takeBackUnanswered() {
		for (Waiting earlier : this.unanswered) {
			earlier.publishing.takeBack();
			this.waiting.add(earlier);
		}
		this.unanswered.clear();
	}

	private void next() {
		this.busy = false;
		Waiting next = this.waiting.poll();
		while (next != null) {
			if (!next.publishing.isDone() && isConnectionMissing() && !this.hopeless) {
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
				this.hopeless = !this.unanswered.isEmpty();
			}
		}
		next();
	}

	private void overConnection(Waiting current) {
		if (current.publishing.isDone()) {
			return;
		}
		this.unanswered.add(current);
		current.publishing.result().whenComplete((result, failure) -> {
			this.unanswered.remove(current);
			this.hopeless &= !this.unanswered.isEmpty();
		});
		current.publishing
			.pending(this.channel.publish(current.outgoing.frame(this.channel.name()), current.publishing));
	}

	private boolean isConnectionMissing() {
		ConnectionState state = this.channel.connection().state();
		return state.queues() || state == ConnectionState.SUSPENDED;
	}

	/** Told apart by identity. */
	private static final class Waiting {

		private final Outgoing outgoing;

		private final Publishing publishing;

		Waiting(Outgoing outgoing, Publishing publishing) {
			this.outgoing = outgoing;
			this.publishing = publishing;
		}

	}

}
