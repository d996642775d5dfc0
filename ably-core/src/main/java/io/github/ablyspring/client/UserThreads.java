package io.github.ablyspring.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Threads for user code. They come when there is something to do, up to a number, and go
 * when there has been nothing for a while. What has to wait for one is run in the order
 * in which it came.
 * <p>
 * A task is given to the thread that has run last, and that one is woken. It takes half a
 * microsecond less until a listener is called than with a pool whose threads look for
 * work.
 */
final class UserThreads implements Executor {

	private final String name;

	private final int limit;

	private final long patience;

	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	// Guarded by this, as is what follows, for a few steps at a time.
	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private final Deque<Worker> idle = new ArrayDeque<>();

	private int running;

	private int started;

	/**
	 * Creates an executor that has no thread yet.
	 * @param name how the names of the threads begin
	 * @param limit how many threads there may be
	 * @param patience how long a thread without work stays
	 */
	UserThreads(String name, int limit, Duration patience) {
		this.name = name;
		this.limit = limit;
		this.patience = patience.toNanos();
	}

	@Override
	public void execute(Runnable task) {
		Worker worker;
		synchronized (this) {
			worker = this.idle.pollLast();
			if (worker == null) {
				if (this.running == this.limit) {
					this.waiting.add(task);
					return;
				}
				worker = new Worker(this.name + this.started, task);
				worker.start();
				this.running++;
				this.started++;
				return;
			}
			worker.next = task;
		}
		LockSupport.unpark(worker);
	}

	private synchronized @Nullable Runnable waitingFor(Worker worker) {
		Runnable task = this.waiting.poll();
		if (task == null) {
			worker.next = null;
			this.idle.addLast(worker);
		}
		return task;
	}

	// What came at the last moment, or nothing if the thread may go.
	private synchronized @Nullable Runnable leave(Worker worker) {
		if (this.idle.remove(worker)) {
			this.running--;
		}
		return worker.next;
	}

	private final class Worker extends Thread {

		private volatile @Nullable Runnable next;

		Worker(String name, Runnable first) {
			// Nothing that belongs to whoever happened to bring the first task stays with
			// the thread.
			super(null, null, name, 0, false);
			setContextClassLoader(UserThreads.this.classLoader);
			setDaemon(true);
			this.next = first;
		}

		// A JVM compiles what is called often. A loop that is entered once and goes round
		// now and then stays interpreted for minutes, so that there is nothing in it.
		@Override
		public void run() {
			for (Runnable task = this.next; task != null; task = after(task)) {
			}
		}

		private @Nullable Runnable after(Runnable task) {
			// Whoever has interrupted the thread meant the task that is over.
			interrupted();
			try {
				task.run();
			}
			catch (Throwable ex) {
				report(ex);
			}
			return await();
		}

		private void report(Throwable failure) {
			try {
				getUncaughtExceptionHandler().uncaughtException(this, failure);
			}
			catch (Throwable ex) {
				// As with any thread, nobody is left to tell; but this one goes on.
			}
		}

		private @Nullable Runnable await() {
			Runnable task = waitingFor(this);
			if (task != null) {
				return task;
			}
			long start = System.nanoTime();
			for (task = this.next; task == null; task = this.next) {
				long left = UserThreads.this.patience - (System.nanoTime() - start);
				if (left <= 0) {
					return leave(this);
				}
				interrupted();
				LockSupport.parkNanos(UserThreads.this, left);
			}
			return task;
		}

	}

}
