package io.github.ablyspring.emulator.net;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.emulator.time.LoopClock;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The loop of an emulator: one thread of Netty's, on which all its sockets are.
 */
public final class NettyLoop implements EmulatorLoop, AutoCloseable {

	private static final long PATIENCE_SECONDS = 5;

	private final EventLoopGroup group;

	private final EventLoop eventLoop;

	private final LoopClock clock;

	/**
	 * Starts the thread.
	 * @param clock the time
	 */
	public NettyLoop(LoopClock clock) {
		this.clock = clock;
		this.group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("ably-emulator", true),
				NioIoHandler.newFactory());
		this.eventLoop = this.group.next();
	}

	EventLoopGroup group() {
		return this.group;
	}

	@Override
	public void execute(Runnable task) {
		try {
			this.eventLoop.execute(task);
		}
		catch (RejectedExecutionException ex) {
			throw new IllegalStateException("The emulator is closed", ex);
		}
	}

	@Override
	public long now() {
		return this.clock.now();
	}

	@Override
	public boolean inLoop() {
		return this.eventLoop.inEventLoop();
	}

	@Override
	public Timer schedule(long delayMillis, Runnable task) {
		Timer manual = this.clock.schedule(delayMillis, this, task);
		return (manual != null) ? manual : scheduleReal(delayMillis, task);
	}

	@Override
	public Timer scheduleReal(long delayMillis, Runnable task) {
		if (this.eventLoop.isShuttingDown()) {
			return () -> {
			};
		}
		Future<?> future = this.eventLoop.schedule(task, Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
		return () -> future.cancel(false);
	}

	/**
	 * Ends the thread.
	 */
	@Override
	public void close() {
		var ended = this.group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (!inLoop()) {
			ended.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
	}

}
