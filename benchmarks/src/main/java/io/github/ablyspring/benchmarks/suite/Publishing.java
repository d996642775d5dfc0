package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.benchmarks.Allocations;

import static io.github.ablyspring.benchmarks.suite.Bench.await;

/**
 * How fast messages are published and acknowledged.
 */
final class Publishing {

	private static final int WARM_UP = 100_000;

	private static final int PATIENCE_SECONDS = 30;

	private Publishing() {
	}

	static void acknowledged(Bench bench, int count, int window) throws Exception {
		try (Peer peer = bench.connected()) {
			await(peer.attach("publish"));
			Bench.warmUp((step) -> publish(peer, WARM_UP, window));
			Allocations allocated = Allocations.now();
			long cpu = Usage.cpuNanos();
			long start = System.nanoTime();
			publish(peer, count, window);
			long elapsed = System.nanoTime() - start;
			bench.report("publish-ack", count * 1e9 / elapsed, "messages/s");
			bench.report("publish-cpu", (Usage.cpuNanos() - cpu) / 1000.0 / count, "µs");
			bench.report("publish-alloc", (double) allocated.since() / count, "bytes");
		}
	}

	private static void publish(Peer peer, int count, int window) throws Exception {
		Semaphore permits = new Semaphore(window);
		AtomicInteger failures = new AtomicInteger();
		String data = "x".repeat(100);
		for (int i = 0; i < count; i++) {
			if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException("No acknowledgement");
			}
			peer.publish("publish", data, (accepted) -> {
				if (!accepted) {
					failures.incrementAndGet();
				}
				permits.release();
			});
		}
		permits.acquire(window);
		if (failures.get() > 0) {
			throw new IllegalStateException(failures + " publishes failed");
		}
	}

}
