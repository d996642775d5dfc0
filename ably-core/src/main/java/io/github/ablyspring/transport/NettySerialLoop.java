package io.github.ablyspring.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

/**
 * A {@link SerialLoop} on one of Netty's event loops. Many clients share an event loop,
 * and a socket registered on the same one delivers its frames without changing the
 * thread.
 */
public final class NettySerialLoop implements SerialLoop {

	private final EventExecutor eventLoop;

	/**
	 * Creates a loop.
	 * @param eventLoop where the tasks run
	 */
	public NettySerialLoop(EventExecutor eventLoop) {
		this.eventLoop = eventLoop;
	}

	/**
	 * Where the tasks run, for registering sockets on the same thread.
	 * @return the event loop
	 */
	public EventExecutor eventLoop() {
		return this.eventLoop;
	}

	@Override
	public boolean inLoop() {
		return this.eventLoop.inEventLoop();
	}

	@Override
	public void execute(Runnable task) {
		this.eventLoop.execute(task);
	}

	@Override
	public Timeout schedule(Duration delay, Runnable task) {
		Future<?> scheduled = this.eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> scheduled.cancel(false);
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

}
