package io.github.ablyspring.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.transport.HostNames;
import io.github.ablyspring.transport.NettyRealtimeTransport;
import io.github.ablyspring.transport.NettySerialLoop;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.resolver.DefaultAddressResolverGroup;

/**
 * Loops on a real thread that count the timers which nobody has taken back yet.
 */
public final class CountingLoops implements AutoCloseable {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final NettyRealtimeTransport transport = new NettyRealtimeTransport(
			HostNames.of(DefaultAddressResolverGroup.INSTANCE), null);

	private final AtomicInteger timers = new AtomicInteger();

	/**
	 * A loop for a client.
	 * @return the loop
	 */
	public SerialLoop next() {
		return new Counting(new NettySerialLoop(this.group.next()));
	}

	/**
	 * A transport that works with these loops.
	 * @return the transport
	 */
	public NettyRealtimeTransport transport() {
		return this.transport;
	}

	/**
	 * How many timers wait. Some end by themselves, as the one does that looks after
	 * listeners that take long, but on a busy machine not at once.
	 * @param expected how many are expected: more of them are given half a minute to end
	 * @return the number of timers
	 */
	public int pendingTimers(int expected) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (this.timers.get() > expected && System.nanoTime() < end) {
			this.group.schedule(() -> {
			}, 10, TimeUnit.MILLISECONDS).syncUninterruptibly();
		}
		return this.timers.get();
	}

	@Override
	public void close() {
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private final class Counting extends DelegatingLoop {

		Counting(NettySerialLoop loop) {
			super(loop);
		}

		@Override
		public Timeout schedule(Duration delay, Runnable task) {
			CountingLoops.this.timers.incrementAndGet();
			Timeout timeout = super.schedule(delay, () -> {
				CountingLoops.this.timers.decrementAndGet();
				task.run();
			});
			return () -> {
				boolean cancelled = timeout.cancel();
				if (cancelled) {
					CountingLoops.this.timers.decrementAndGet();
				}
				return cancelled;
			};
		}

	}

}
