package io.github.ablyspring.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.TransportConnection;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportListener;
import org.jspecify.annotations.Nullable;

/**
 * A socket between a client and the model of the service: slow, in order in each
 * direction, and apt to break with all that is under way.
 */
final class ModelSocket implements TransportConnection {

	// -Dsimulation.trace=true shows what passes between clients and server.
	static final boolean TRACE = Boolean.getBoolean("simulation.trace");

	private final ModelServer server;

	private final VirtualLoop time;

	private final SerialLoop loop;

	private final Chance chance;

	private final TransportListener listener;

	private final Deque<Runnable> unread = new ArrayDeque<>();

	private @Nullable ModelConnection connection;

	// When the last frame arrives, in each direction.
	private long lastToClient;

	private long lastToServer;

	private boolean reading = true;

	private boolean closed;

	// Nothing gets through any more, but nobody has been told.
	private boolean dead;

	ModelSocket(ModelServer server, VirtualLoop time, SerialLoop loop, Chance chance, TransportListener listener) {
		this.server = server;
		this.time = time;
		this.loop = loop;
		this.chance = chance;
		this.listener = listener;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Nullable ModelConnection connection() {
		return this.connection;
	}

	void belongsTo(ModelConnection connection) {
		this.connection = connection;
	}

	void open() {
		toClient(this.listener::opened);
	}

	void fail(TransportException.Kind kind) {
		this.closed = true;
		this.time.schedule(this.chance.millis(1, 100),
				() -> this.loop.execute(() -> this.listener.closed(new TransportException(kind, "simulated"))));
	}

	void send(ProtocolMessage frame, boolean andClose) {
		trace("<-", frame);
		toClient(() -> this.listener.received(frame));
		if (andClose) {
			toClient(() -> {
				this.closed = true;
				this.listener.closed(null);
			});
		}
	}

	void ping() {
		toClient(this.listener::activity);
	}

	/** Breaks with all that is under way; the client hears of it soon. */
	void breakDown() {
		if (!this.closed) {
			trace("xx", "breaks");
			fail(TransportException.Kind.CLOSED);
			this.server.gone(this);
		}
	}

	/** Lets nothing through any more, without a word. */
	void die() {
		if (!this.closed) {
			this.dead = true;
			trace("xx", "dies");
			this.server.gone(this);
		}
	}

	@Override
	public void send(ProtocolMessage frame) {
		if (this.closed || this.dead) {
			return;
		}
		long now = this.time.nanoTime();
		this.lastToServer = Math.max(this.lastToServer, now + latency());
		this.time.schedule(java.time.Duration.ofNanos(this.lastToServer - now), () -> {
			if (!this.closed && !this.dead) {
				trace("->", frame);
				this.server.received(this, frame);
			}
		});
	}

	@Override
	public void close(int code, String reason) {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.server.gone(this);
		this.loop.execute(() -> this.listener.closed(null));
	}

	@Override
	public void setReading(boolean on) {
		this.reading = on;
		while (this.reading && !this.unread.isEmpty()) {
			this.loop.execute(this.unread.remove());
		}
	}

	@Override
	public boolean writable() {
		return true;
	}

	private void toClient(Runnable event) {
		long now = this.time.nanoTime();
		this.lastToClient = Math.max(this.lastToClient, now + latency());
		this.time.schedule(java.time.Duration.ofNanos(this.lastToClient - now), () -> {
			if (this.closed || this.dead) {
				return;
			}
			if (this.reading) {
				this.loop.execute(() -> arrived(event));
			}
			else {
				this.unread.add(() -> arrived(event));
			}
		});
	}

	// A frame that was read before the break does not arrive after it.
	private void arrived(Runnable event) {
		if (!this.closed) {
			event.run();
		}
	}

	private void trace(String direction, ProtocolMessage frame) {
		if (TRACE) {
			trace(direction, frame + " " + frame.presence() + frame.messages());
		}
	}

	private void trace(String direction, String what) {
		if (TRACE) {
			System.out.println(this.time.elapsedMillis() + " "
					+ ((this.connection != null) ? this.connection.id() : "?") + " " + direction + " " + what);
		}
	}

	private long latency() {
		return (this.chance.mishap(0.02) ? this.chance.millis(500, 4000) : this.chance.millis(1, 60)).toNanos();
	}

}
