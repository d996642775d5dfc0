package io.github.ablyspring.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WholeMillisTests {

	@ParameterizedTest
	@CsvSource({ "-1, -1", "0, 0", "1, 1000000", "499999, 1000000", "1000000, 1000000", "1000001, 2000000",
			"9223372036854775807, 9223372036854775807" })
	void nothingIsWaitedForWithLessThanAMillisecondLeft(long delay, long waited) {
		Delays delays = new Delays(null);
		new WholeMillis(delays).run(new Due(delay));
		assertThat(delays.last).isEqualTo(waited);
	}

	@Test
	void theLoopSleepsUntilATimerIsDue() throws Exception {
		AtomicInteger rounds = new AtomicInteger();
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1,
				(executor) -> new WholeMillis(new Delays(NioIoHandler.newFactory().newHandler(executor)) {
					@Override
					public int run(IoHandlerContext context) {
						rounds.incrementAndGet();
						return super.run(context);
					}
				}));
		try {
			for (int i = 0; i < 10; i++) {
				loops.schedule(() -> {
				}, 1_450, TimeUnit.MICROSECONDS).sync();
			}
			// Each is set, and is due.
			assertThat(rounds.get()).isLessThan(100);
		}
		finally {
			loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
		}
	}

	private static class Delays implements IoHandler {

		private final IoHandler delegate;

		private long last;

		Delays(IoHandler delegate) {
			this.delegate = delegate;
		}

		@Override
		public int run(IoHandlerContext context) {
			this.last = context.delayNanos(0);
			return (this.delegate != null) ? this.delegate.run(context) : 0;
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

	}

	private record Due(long nanos) implements IoHandlerContext {

		@Override
		public boolean canBlock() {
			return true;
		}

		@Override
		public long delayNanos(long now) {
			return this.nanos;
		}

		@Override
		public long deadlineNanos() {
			return this.nanos;
		}

	}

}
