package io.github.ablyspring.realtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs user code one task after the other, in order, on an executor that may have many
 * threads. Tasks of different lanes run at the same time, so a listener that blocks holds
 * up its own lane only.
 * <p>
 * A lane holds a bounded number of tasks: when the user's code does not come back, the
 * oldest are given up, and that is reported.
 */
public final class SerialLane implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(SerialLane.class);

	private static final int CAPACITY = 1024;

	// After so many tasks other lanes get a turn.
	private static final int BATCH = 64;

	private final Executor executor;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	private volatile boolean full;

	/**
	 * Creates a lane.
	 * @param executor where the tasks run
	 */
	public SerialLane(Executor executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable task) {
		if (this.size.get() >= CAPACITY && this.tasks.poll() != null) {
			if (!this.full) {
				this.full = true;
				logger.warn("A listener does not return: more than {} events wait for it, and the oldest are given up",
						CAPACITY);
			}
			this.tasks.add(task);
			return;
		}
		this.tasks.add(task);
		if (this.size.getAndIncrement() == 0) {
			this.executor.execute(this::drain);
		}
	}

	private void drain() {
		this.full = false;
		int done = 0;
		do {
			if (done++ == BATCH) {
				this.executor.execute(this::drain);
				return;
			}
			Runnable task = this.tasks.poll();
			if (task != null) {
				runSafely(task);
			}
		}
		while (this.size.decrementAndGet() > 0);
	}

	/**
	 * Runs user code; what it throws is reported and goes no further (RTE6).
	 * @param task the code
	 */
	public static void runSafely(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("A listener threw an exception; nothing else is affected", ex);
		}
	}

}
