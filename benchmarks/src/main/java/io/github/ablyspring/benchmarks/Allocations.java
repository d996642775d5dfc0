package io.github.ablyspring.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * What each thread had allocated at one time.
 */
public final class Allocations {

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Map<Long, Long> bytes = new HashMap<>();

	private Allocations() {
		long[] ids = threads.getAllThreadIds();
		long[] allocated = threads.getThreadAllocatedBytes(ids);
		for (int i = 0; i < ids.length; i++) {
			// less than nothing stands for a thread that has ended meanwhile
			this.bytes.put(ids[i], Math.max(0, allocated[i]));
		}
	}

	/**
	 * Looks at all threads.
	 * @return what each has allocated up to now
	 */
	public static Allocations now() {
		return new Allocations();
	}

	/**
	 * What has been allocated since then by threads that still live. One that has ended
	 * had had nothing to do for a while; all that it ever allocated must not count as
	 * given back.
	 * @return the bytes
	 */
	public long since() {
		return now().bytes.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - this.bytes.getOrDefault(thread.getKey(), 0L))
			.sum();
	}

}
