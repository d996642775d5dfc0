package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What a loop has for the user's threads. All that comes up in one turn is handed over at
 * its end, and one thread is woken for all of it, which takes one task after the other:
 * waking a thread costs more than most listeners do. If something still waits after a
 * while, because a listener blocks or there is much to do, one more thread comes to help,
 * and so on, at once for what comes when a listener is known to block; each goes when
 * nothing is left.
 */
final class HandOver {

	private static final Duration PATIENCE = Duration.ofMillis(5);

	// Whoever takes longer for one task is not waited for by what comes next.
	private static final long HELD_UP = Duration.ofMillis(1).toNanos();

	// An executor may discard a worker without a word. If it has not begun by then
	// another one is asked for, each time twice as late: it may just as well be in a
	// queue.
	private static final long LOST = Duration.ofSeconds(2).toNanos();

	private static final int MAX_DOUBLINGS = 10;

	// After so many tasks others who use the same threads get a turn.
	private static final int FAIR_SHARE = 256;

	private final Executor executor;

	private final SerialLoop loop;

	// Filled by the loop only.
	private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();

	// The worker that has promised to look into the queue once more before it goes.
	private final AtomicReference<@Nullable Worker> current = new AtomicReference<>();

	// Only the loop touches what follows.
	private int added;

	// How far the worker that is at it had come, and when that was seen first.
	private int finished;

	private long finishedAt;

	// How many workers in a row have not begun.
	private int lost;

	private boolean watching;

	private long watchedAt;

	/**
	 * Creates a hand-over.
	 * @param executor has the threads
	 * @param loop where the tasks come from
	 */
	HandOver(Executor executor, SerialLoop loop) {
		this.executor = executor;
		this.loop = loop;
	}

	/**
	 * Adds a task. On the loop.
	 * @param task what to run
	 */
	void add(Runnable task) {
		this.ready.add(task);
		if (this.added++ == 0) {
			this.loop.execute(this::turnEnds);
		}
	}

	private void turnEnds() {
		boolean several = this.added > 1;
		this.added = 0;
		if (this.ready.isEmpty()) {
			return;
		}
		Worker worker = this.current.get();
		boolean busy = worker != null && !isHeldUp(worker);
		if (!busy) {
			start();
		}
		if ((busy || several) && !isWatching()) {
			this.watching = true;
			this.watchedAt = this.loop.nanoTime();
			this.loop.execute(this::watch);
		}
	}

	private boolean isHeldUp(Worker worker) {
		long now = this.loop.nanoTime();
		int finished = worker.finished.getAcquire();
		if (finished != this.finished) {
			this.finished = finished;
			this.finishedAt = now;
		}
		return now - this.finishedAt >= (worker.begun ? HELD_UP : LOST << Math.min(this.lost, MAX_DOUBLINGS));
	}

	private void start() {
		Worker before = this.current.get();
		this.lost = (before != null && !before.begun) ? this.lost + 1 : 0;
		Worker worker = new Worker();
		this.finished = 0;
		this.finishedAt = this.loop.nanoTime();
		this.current.set(worker);
		boolean accepted = false;
		try {
			this.executor.execute(worker);
			accepted = true;
		}
		finally {
			if (!accepted) {
				// Nobody is on the way.
				this.current.compareAndSet(worker, null);
			}
		}
	}

	// A timer may be lost, when the client is closed just then.
	private boolean isWatching() {
		return this.watching && this.loop.nanoTime() - this.watchedAt < 2 * PATIENCE.toNanos();
	}

	private void watch() {
		this.watching = isSomethingWaiting();
		if (this.watching) {
			this.watchedAt = this.loop.nanoTime();
			this.loop.schedule(PATIENCE, this::look);
		}
	}

	// What a worker on its way comes for waits for nobody, if that is all there is.
	private boolean isSomethingWaiting() {
		Iterator<Runnable> waiting = this.ready.iterator();
		if (!waiting.hasNext()) {
			return false;
		}
		waiting.next();
		Worker worker = this.current.get();
		return waiting.hasNext() || worker == null || worker.begun;
	}

	private void look() {
		Worker worker = this.current.get();
		// When not even that one has begun there are no threads left.
		if (!this.ready.isEmpty() && (worker == null || worker.begun || isHeldUp(worker))) {
			start();
		}
		watch();
	}

	private final class Worker implements Startable {

		private final AtomicInteger finished = new AtomicInteger();

		private volatile boolean begun;

		@Override
		public void run() {
			this.begun = true;
			boolean through = false;
			try {
				through = drain();
			}
			finally {
				if (!through) {
					this.begun = false;
					HandOver.this.executor.execute(this);
				}
			}
		}

		@Override
		public boolean hasBegun() {
			return this.begun;
		}

		// False when there is more.
		private boolean drain() {
			Queue<Runnable> ready = HandOver.this.ready;
			AtomicReference<@Nullable Worker> current = HandOver.this.current;
			int budget = FAIR_SHARE;
			do {
				for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
					task.run();
					this.finished.setRelease(this.finished.getPlain() + 1);
					if (--budget == 0) {
						return false;
					}
				}
			}
			while (current.compareAndSet(this, null) && !ready.isEmpty() && current.compareAndSet(null, this));
			return true;
		}

	}

}
