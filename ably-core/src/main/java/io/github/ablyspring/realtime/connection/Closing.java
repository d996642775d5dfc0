package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.Waiters;
import io.github.ablyspring.transport.Alarm;

/**
 * The way to CLOSED (RTN12): tells the server, waits for its answer, though not for ever
 * (RTN12b), and tells those who asked for it.
 */
final class Closing {

	private final StateKeeper states;

	private final Link link;

	private final Attempts attempts;

	private final Duration limit;

	private final Alarm timer;

	private final Waiters<Void> waiters = new Waiters<>();

	Closing(ConnectionContext context, StateKeeper states, Link link, Attempts attempts) {
		this.states = states;
		this.link = link;
		this.attempts = attempts;
		this.limit = context.settings().requestTimeout();
		this.timer = new Alarm(context.loop());
	}

	/**
	 * The application wants the connection closed.
	 * @param future completed when it is
	 */
	void start(CompletableFuture<Void> future) {
		switch (this.states.state()) {
			case INITIALIZED, CLOSED, FAILED -> future.complete(null);
			case CLOSING -> this.waiters.add(future);
			case DISCONNECTED, SUSPENDED -> {
				this.waiters.add(future);
				finish();
			}
			case CONNECTED -> {
				this.waiters.add(future);
				this.states.transition(ConnectionState.CLOSING, null, null);
				askServer();
			}
			case CONNECTING -> {
				this.waiters.add(future);
				this.states.transition(ConnectionState.CLOSING, null, null);
				if (this.attempts.reachedServer()) {
					this.timer.set(this.limit, this::finish);
				}
				else {
					finish();
				}
			}
		}
	}

	boolean isUnderWay() {
		return this.states.state() == ConnectionState.CLOSING;
	}

	/** There is a transport: the server is told, and may answer. */
	void askServer() {
		this.link.write(ProtocolMessage.builder(Action.CLOSE).build());
		this.timer.set(this.limit, this::finish);
	}

	/** The server has answered, or need not be waited for. */
	void finish() {
		this.timer.cancel();
		this.attempts.stop();
		this.link.drop();
		this.states.transition(ConnectionState.CLOSED, null, null);
	}

	/** The connection is closed, or failed, which is as good. */
	void done() {
		this.timer.cancel();
		this.waiters.complete(null);
	}

}
