package io.github.ablyspring.realtime.connection;

import java.util.function.Consumer;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.UnknownListener;
import io.github.ablyspring.transport.RealtimeTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.TransportConnection;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportListener;
import io.github.ablyspring.transport.TransportRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transport during its life, between the network and whoever is in charge of it:
 * first a {@link ConnectAttempt}, then the {@link ConnectionManager}. Once discarded it
 * is deaf and dumb, so that what a dead transport still has to say changes nothing.
 */
final class TransportSession implements TransportListener, PendingPublishes.Wire {

	private static final Logger logger = LoggerFactory.getLogger(TransportSession.class);

	private static final int NORMAL_CLOSURE = 1000;

	/**
	 * Who is in charge.
	 */
	interface Handler {

		void received(TransportSession session, ProtocolMessage frame);

		void lost(TransportSession session, @Nullable TransportException cause);

		default void opened(TransportSession session) {
		}

		default void activity(TransportSession session) {
		}

		default void writable(TransportSession session) {
		}

	}

	private final long generation;

	private final String host;

	private final UnknownListener unknown;

	private @Nullable Handler handler;

	private @Nullable TransportConnection connection;

	private boolean open;

	TransportSession(long generation, String host, UnknownListener unknown, Handler handler) {
		this.generation = generation;
		this.host = host;
		this.unknown = unknown;
		this.handler = handler;
	}

	void connect(RealtimeTransport transport, TransportRequest request, SerialLoop loop) {
		this.connection = transport.connect(request, loop, this);
	}

	String host() {
		return this.host;
	}

	boolean isOpen() {
		return this.open;
	}

	void handOver(Handler handler) {
		this.handler = handler;
	}

	/**
	 * Closes the transport and hears no more of it.
	 */
	void discard(String reason) {
		this.handler = null;
		this.open = false;
		TransportConnection connection = this.connection;
		if (connection != null) {
			this.connection = null;
			connection.close(NORMAL_CLOSURE, reason);
		}
	}

	@Override
	public void send(ProtocolMessage frame) {
		TransportConnection connection = this.connection;
		if (connection != null) {
			connection.send(frame);
		}
	}

	@Override
	public boolean writable() {
		TransportConnection connection = this.connection;
		return connection != null && connection.writable();
	}

	void setReading(boolean on) {
		TransportConnection connection = this.connection;
		if (connection != null) {
			connection.setReading(on);
		}
	}

	@Override
	public void opened() {
		if (this.handler != null) {
			this.open = true;
			guarded((handler) -> handler.opened(this));
		}
	}

	@Override
	public void received(ProtocolMessage message) {
		Handler handler = this.handler;
		if (handler == null) {
			return;
		}
		try {
			handler.received(this, message);
		}
		catch (RuntimeException ex) {
			report(ex);
		}
	}

	@Override
	public void unknown(Kind kind, String where, String what) {
		this.unknown.unknown(kind, where, what);
	}

	@Override
	public void activity() {
		guarded((handler) -> handler.activity(this));
	}

	@Override
	public void writableAgain() {
		guarded((handler) -> handler.writable(this));
	}

	@Override
	public void closed(@Nullable TransportException cause) {
		Handler handler = this.handler;
		this.connection = null;
		this.open = false;
		this.handler = null;
		if (handler != null) {
			handler.lost(this, cause);
		}
	}

	private void guarded(Consumer<Handler> call) {
		Handler handler = this.handler;
		if (handler == null) {
			return;
		}
		try {
			call.accept(handler);
		}
		catch (RuntimeException ex) {
			report(ex);
		}
	}

	// RTC11: one frame that cannot be handled must not take the connection with it.
	private void report(RuntimeException ex) {
		logger.error("An event of transport {} could not be handled; it is skipped", this.generation, ex);
	}

	@Override
	public String toString() {
		return "transport " + this.generation + " to " + this.host;
	}

}
