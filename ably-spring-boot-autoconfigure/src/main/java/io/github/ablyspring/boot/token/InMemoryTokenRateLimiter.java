package io.github.ablyspring.boot.token;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Gives each principal, or address where nobody is authenticated, a number of tokens per
 * period. Knows only of this instance of the application, and only of those who asked
 * last.
 */
public final class InMemoryTokenRateLimiter implements AblyTokenRateLimiter {

	private static final int REMEMBERED = 10_000;

	private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {

		@java.io.Serial
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
			return size() > REMEMBERED;
		}

	};

	private final int limit;

	private final long period;

	private final LongSupplier nanoTime;

	/**
	 * Creates a limiter.
	 * @param limit how many tokens
	 * @param period per which time
	 */
	public InMemoryTokenRateLimiter(int limit, Duration period) {
		this(limit, period, System::nanoTime);
	}

	InMemoryTokenRateLimiter(int limit, Duration period, LongSupplier nanoTime) {
		if (limit < 1 || period.isNegative() || period.isZero()) {
			throw new IllegalArgumentException("A rate limit is at least one token per some time");
		}
		this.limit = limit;
		this.period = period.toNanos();
		this.nanoTime = nanoTime;
	}

	@Override
	public synchronized Duration tryAcquire(AblyTokenDemand request) {
		long now = this.nanoTime.getAsLong();
		Window window = this.windows.get(request.key());
		if (window == null || now - window.start >= this.period) {
			window = new Window(now);
			this.windows.put(request.key(), window);
		}
		if (window.count < this.limit) {
			window.count++;
			return Duration.ZERO;
		}
		return Duration.ofNanos(window.start + this.period - now);
	}

	private static final class Window {

		private final long start;

		private int count;

		private Window(long start) {
			this.start = start;
		}

	}

}
