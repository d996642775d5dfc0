package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthorizeListener;
import io.github.ablyspring.protocol.AblyException;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the client that owns it sees it: what it can be asked for, and what
 * others need of it. Internal. Its methods are called on the loop, unless they say
 * otherwise.
 */
public final class ConnectionManager {

	private final ConnectionContext context;

	private final ConnectionMachine machine;

	/**
	 * Creates a connection that does nothing yet.
	 * @param context what it is built from
	 * @param channels the channels
	 */
	public ConnectionManager(ConnectionContext context, ChannelFrames channels) {
		this.context = context;
		this.machine = new ConnectionMachine(context, channels);
	}

	/**
	 * The connection as applications see it.
	 * @return the connection
	 */
	public Connection connection() {
		return new DefaultConnection(this, this.context);
	}

	/**
	 * The connection as channels see it.
	 * @return the link
	 */
	public ConnectionLink link() {
		return this.machine.link();
	}

	/**
	 * What takes a token that the application has authorized to the server (RTC8).
	 * @return the listener
	 */
	public AuthorizeListener authorizeListener() {
		return this.machine.reauthorization();
	}

	/**
	 * The current state. On any thread.
	 * @return the state
	 */
	public ConnectionState state() {
		return this.machine.states().state();
	}

	/**
	 * Takes over what an earlier client has left, if the options say so. Before the first
	 * connect.
	 */
	public void recover() {
		String key = this.context.settings().recover();
		if (key != null) {
			this.machine.recovery().takeOver(key);
		}
	}

	/**
	 * Connects (RTN11).
	 */
	public void connect() {
		this.machine.connect();
	}

	/**
	 * Closes (RTN12).
	 * @param future completed when it is done
	 */
	public void close(CompletableFuture<Void> future) {
		this.machine.closing().start(future);
	}

	void ping(CompletableFuture<Duration> future) {
		switch (state()) {
			case CONNECTED -> this.machine.pings().send(future, this.machine.link()::send);
			case CONNECTING, DISCONNECTED -> this.machine.pings().defer(future);
			default -> future.completeExceptionally(new AblyException(this.machine.link().stateError()));
		}
	}

	void networkChanged(boolean available) {
		this.machine.networkChanged(available);
	}

	/** On any thread. */
	@Nullable String createRecoveryKey() {
		return this.machine.recovery().createKey();
	}

	/** On any thread. */
	ConnectionStatus status() {
		return new ConnectionStatus(state(), states().since(), this.machine.link().host(),
				this.machine.publishes().depth(), this.machine.unknown().counted());
	}

	StateKeeper states() {
		return this.machine.states();
	}

}
