package io.github.ablyspring.integration.leak;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;

/**
 * Netty's leak detection at its most thorough, for a while.
 */
final class LeakWatch {

	/** Buffers that became garbage together show up one collection after the other. */
	private static final int COLLECTIONS = 3;

	private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

	private final Level before = ResourceLeakDetector.getLevel();

	private LeakWatch() {
	}

	static LeakWatch start() {
		LeakWatch watch = new LeakWatch();
		ResourceLeakDetector.setLevel(Level.PARANOID);
		ByteBufUtil.setLeakListener((resourceType, records) -> watch.leaks.add(resourceType + records));
		// what others have leaked before is none of this watch's business
		collectGarbage();
		watch.leaks.clear();
		return watch;
	}

	/** Ends the watch and tells what was leaked during it. */
	List<String> stop() {
		collectGarbage();
		ByteBufUtil.setLeakListener(null);
		ResourceLeakDetector.setLevel(this.before);
		return new ArrayList<>(this.leaks);
	}

	private static void collectGarbage() {
		for (int i = 0; i < COLLECTIONS; i++) {
			awaitCollection();
			// Netty looks for leaks when it hands out a buffer
			ByteBufAllocator.DEFAULT.directBuffer(16).release();
			ByteBufAllocator.DEFAULT.heapBuffer(16).release();
		}
	}

	private static void awaitCollection() {
		ReferenceQueue<Object> queue = new ReferenceQueue<>();
		PhantomReference<Object> marker = new PhantomReference<>(new Object(), queue);
		try {
			do {
				System.gc();
			}
			while (queue.remove(100) == null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		marker.clear();
	}

}
