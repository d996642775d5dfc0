package io.github.ablyspring.integration.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.testing.DelegatingLoop;
import io.github.ablyspring.transport.NettySerialLoop;
import io.github.ablyspring.transport.Timeout;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.jspecify.annotations.Nullable;

/**
 * Resources of clients on whose real sockets no time passes but what a test lets pass: a
 * limit that is tested is reached at once, and one that is not never.
 */
public final class ManualTime implements AutoCloseable {

	private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final EventLoop eventLoop = this.group.next();

	private final ClientResources resources = ClientResources.builder().serialLoops(Loop::new).build();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>(
			Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));

	private final Instant start = Instant.now();

	private long passed;

	private long number;

	/**
	 * What the clients are to be created with.
	 * @return the resources
	 */
	public ClientResources resources() {
		return this.resources;
	}

	/**
	 * Lets time pass. What falls due has been done when this returns.
	 * @param time how much
	 */
	public void advance(Duration time) {
		advance(time, () -> null);
	}

	/**
	 * Lets time pass, and looks what came of it before anything else can happen to the
	 * clients.
	 * @param time how much
	 * @param look asked when all that falls due has been done
	 * @param <T> what it sees
	 * @return what it saw
	 */
	public <T extends @Nullable Object> T advance(Duration time, Supplier<T> look) {
		return Await.await(CompletableFuture.supplyAsync(() -> {
			long until = nanoTime() + time.toNanos();
			for (Timer due = takeDue(until); due != null; due = takeDue(until)) {
				due.task().run();
			}
			pass(until);
			return look.get();
		}, this.eventLoop));
	}

	private synchronized @Nullable Timer takeDue(long until) {
		Timer next = this.timers.peek();
		if (next == null || next.at() > until) {
			return null;
		}
		this.timers.remove();
		this.passed = Math.max(this.passed, next.at());
		return next;
	}

	private synchronized void pass(long until) {
		this.passed = until;
	}

	private synchronized long nanoTime() {
		return this.passed;
	}

	private synchronized Timeout schedule(Duration delay, Runnable task) {
		Timer timer = new Timer(this.passed + delay.toNanos(), this.number++, task);
		this.timers.add(timer);
		return () -> cancel(timer);
	}

	private synchronized boolean cancel(Timer timer) {
		return this.timers.remove(timer);
	}

	@Override
	public void close() {
		this.resources.close();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private record Timer(long at, long number, Runnable task) {
	}

	private final class Loop extends DelegatingLoop {

		Loop() {
			super(new NettySerialLoop(ManualTime.this.eventLoop));
		}

		@Override
		public Timeout schedule(Duration delay, Runnable task) {
			return (delay.compareTo(Duration.ZERO) > 0) ? ManualTime.this.schedule(delay, task)
					: super.schedule(delay, task);
		}

		@Override
		public Instant now() {
			return ManualTime.this.start.plusNanos(nanoTime());
		}

		@Override
		public long nanoTime() {
			return ManualTime.this.nanoTime();
		}

	}

}
