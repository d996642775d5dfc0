package io.github.ablyspring.boot.listener;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Handles several messages at the same time, some of them in order. Whoever brings more
 * than there is room for waits: so the mailbox of the channel fills, and in the end the
 * socket is not read.
 */
final class WorkLanes implements AutoCloseable {

	private static final int WAITING_PER_LANE = 16;

	private final ExecutorService[] lanes;

	private final Semaphore room;

	private final boolean keyed;

	WorkLanes(String id, int concurrency, ListenerOrder order, @Nullable ThreadFactory threads) {
		this.keyed = order == ListenerOrder.BY_KEY;
		this.lanes = new ExecutorService[this.keyed ? concurrency : 1];
		for (int i = 0; i < this.lanes.length; i++) {
			this.lanes[i] = Executors.newFixedThreadPool(this.keyed ? 1 : concurrency,
					(threads != null) ? threads : platformThreads(id));
		}
		this.room = new Semaphore(concurrency * (this.keyed ? WAITING_PER_LANE : 1));
	}

	private static ThreadFactory platformThreads(String id) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("ably-" + id + "-");
		threads.setDaemon(true);
		return threads;
	}

	void submit(@Nullable Object key, Runnable task) throws InterruptedException {
		this.room.acquire();
		int lane = (this.keyed && key != null) ? Math.floorMod(key.hashCode(), this.lanes.length) : 0;
		try {
			this.lanes[lane].execute(() -> {
				try {
					task.run();
				}
				finally {
					this.room.release();
				}
			});
		}
		catch (RuntimeException ex) {
			this.room.release();
			throw ex;
		}
	}

	@Override
	public void close() {
		for (ExecutorService lane : this.lanes) {
			lane.shutdown();
		}
	}

}
