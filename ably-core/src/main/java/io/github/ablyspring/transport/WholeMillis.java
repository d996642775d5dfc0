package io.github.ablyspring.transport;

import java.util.concurrent.TimeUnit;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import org.jspecify.annotations.Nullable;

/**
 * NIO that sleeps until the next timer is due. It can wait for whole milliseconds only,
 * and Netty rounds to the nearest, so that it would go round and round for up to the last
 * half of one: half a millisecond of processor time for each timer, in which whoever
 * shares the core waits. Here a timer may be late by a millisecond instead.
 */
public final class WholeMillis implements IoHandler {

	private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	private final IoHandler delegate;

	private @Nullable Context context;

	WholeMillis(IoHandler delegate) {
		this.delegate = delegate;
	}

	/**
	 * Makes what event loops wait with.
	 * @return a factory for an event loop group
	 */
	public static IoHandlerFactory newFactory() {
		IoHandlerFactory nio = NioIoHandler.newFactory();
		return (executor) -> new WholeMillis(nio.newHandler(executor));
	}

	@Override
	public void initialize() {
		this.delegate.initialize();
	}

	@Override
	public int run(IoHandlerContext context) {
		Context whole = this.context;
		if (whole == null || whole.exact != context) {
			whole = new Context(context);
			this.context = whole;
		}
		return this.delegate.run(whole);
	}

	@Override
	public void prepareToDestroy() {
		this.delegate.prepareToDestroy();
	}

	@Override
	public void destroy() {
		this.delegate.destroy();
	}

	@Override
	public IoRegistration register(IoHandle handle) throws Exception {
		return this.delegate.register(handle);
	}

	@Override
	public void wakeup() {
		this.delegate.wakeup();
	}

	@Override
	public boolean isCompatible(Class<? extends IoHandle> type) {
		return this.delegate.isCompatible(type);
	}

	private record Context(IoHandlerContext exact) implements IoHandlerContext {

		@Override
		public boolean canBlock() {
			return this.exact.canBlock();
		}

		@Override
		public long delayNanos(long now) {
			long delay = this.exact.delayNanos(now);
			// The largest number stands for no timer at all.
			return (delay <= 0 || delay > Long.MAX_VALUE - MILLI) ? delay : (delay + MILLI - 1) / MILLI * MILLI;
		}

		@Override
		public long deadlineNanos() {
			return this.exact.deadlineNanos();
		}

		@Override
		public void reportActiveIoTime(long nanos) {
			this.exact.reportActiveIoTime(nanos);
		}

		@Override
		public boolean shouldReportActiveIoTime() {
			return this.exact.shouldReportActiveIoTime();
		}

	}

}
