package io.github.ablyspring.benchmarks.suite;

import io.github.ablyspring.benchmarks.Allocations;
import org.jspecify.annotations.Nullable;

import static io.github.ablyspring.benchmarks.suite.Bench.await;

/**
 * What it costs to receive messages, and how long they take.
 */
final class Receiving {

	private static final int WARM_UP = 200_000;

	// Fewer at a time are over before the JVM has compiled what it will compile.
	private static final int STEP = 400_000;

	private static final int WARM_UP_RATE = 10_000;

	private Receiving() {
	}

	/** Receives as fast as it goes. */
	static void asFastAsPossible(Bench bench, int count, int size, int batch, String label) throws Exception {
		try (Peer peer = bench.connected()) {
			Bench.warmUp((step) -> Bench.flood(peer, STEP, size, batch, "warm" + step));
			Allocations allocated = Allocations.now();
			double kernel = Usage.kernelSeconds();
			long cpu = Usage.cpuNanos();
			long start = System.nanoTime();
			Bench.flood(peer, count, size, batch, "measured");
			long elapsed = System.nanoTime() - start;
			double each = (double) (Usage.cpuNanos() - cpu) / count;
			bench.report("receive-cpu-" + label, each / 1000, "µs");
			bench.report("receive-kernel-" + label, (Usage.kernelSeconds() - kernel) * 1e6 / count, "µs");
			bench.report("receive-rate-" + label, count * 1e9 / elapsed, "messages/s");
			if (!bench.isBare()) {
				bench.report("alloc-per-message" + (batch > 1 ? "-" + label : ""), (double) allocated.since() / count,
						"bytes");
			}
		}
	}

	/**
	 * Receives at the server's pace. A message is late by the time since it was due, not
	 * since it was sent, so that waiting for a slow client counts.
	 */
	static void atPace(Bench bench, Peer.Settings settings, int rate, String label) throws Exception {
		try (Peer peer = bench.connected(settings)) {
			Bench.warmUp((step) -> Bench.flood(peer, WARM_UP, 100, 1, "warm" + step));
			// a message by itself takes other ways than one of many
			Bench.warmUp((step) -> paced(peer, "warm" + step, WARM_UP_RATE, WARM_UP_RATE, null));
			Usage.touchYoungGeneration();
			Latencies latencies = new Latencies(rate);
			paced(peer, "measured", rate / Latencies.WINDOWS_PER_SECOND * Latencies.MOST, rate, latencies);
			bench.report("latency-" + label + "-p50", latencies.micros(50), "µs");
			bench.report("latency-" + label + "-p99", latencies.micros(99), "µs");
			bench.report("latency-" + label + "-p999", latencies.micros(99.9), "µs");
			bench.report("latency-" + label + "-left-out", latencies.leftOut(), "windows");
		}
	}

	private static void paced(Peer peer, String label, int count, int rate, @Nullable Latencies latencies)
			throws Exception {
		Tally tally = new Tally(count, 100, 1, latencies);
		await(peer.subscribe("paced-" + count + "-100-" + rate + "-" + label, tally));
		await(tally.complete());
		tally.check();
	}

	/** Loses the connection in the middle of a stream. */
	static void throughALoss(Bench bench, int count) throws Exception {
		try (Peer peer = bench.connected()) {
			Bench.warmUp((step) -> Bench.flood(peer, WARM_UP, 100, 1, "warm" + step));
			int dropAt = count / 2;
			Tally tally = new Tally(count, 100, 1).marking(dropAt - 1);
			await(peer.subscribe("drop-" + count + "-100-" + dropAt, tally));
			await(tally.complete());
			bench.report("recovery-ms", (System.nanoTime() - tally.markSeen()) / 1e6, "ms");
			bench.report("recovery-lost", tally.lost(), "messages");
			bench.report("recovery-doubled", tally.doubled(), "messages");
		}
	}

	/**
	 * Has a listener that takes its time with every message, and once for longer than the
	 * client waits for a sign of life from the server.
	 */
	static void slowly(Bench bench, int count, int size) throws Exception {
		try (Peer peer = bench.connected(bench.settings().becomingImpatient())) {
			Tally tally = new Tally(count, size, 1);
			long before = Usage.heapBytes();
			PeakHeap peak = new PeakHeap();
			int[] seen = { 0 };
			await(peer.subscribe("flood-" + count + "-" + size + "-1-slow", (data) -> {
				if (++seen[0] % 1000 == 0) {
					Bench.pause((seen[0] == count / 2) ? 3000 : 100);
				}
				tally.accept(data);
			}));
			await(tally.complete());
			bench.report("slow-consumer-disconnects", peer.disconnects(), "times");
			bench.report("slow-consumer-lost", tally.lost(), "messages");
			bench.report("slow-consumer-doubled", tally.doubled(), "messages");
			bench.report("slow-consumer-heap", (peak.stop() - before) / 1024.0 / 1024.0, "MiB");
		}
	}

	/** Looks at the heap while something is going on. */
	private static final class PeakHeap implements Runnable {

		private volatile boolean running = true;

		private volatile long peak;

		PeakHeap() {
			Thread thread = new Thread(this, "peak-heap");
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public void run() {
			while (this.running) {
				this.peak = Math.max(this.peak, Usage.liveBytes());
				Bench.pause(200);
			}
		}

		long stop() {
			this.running = false;
			return this.peak;
		}

	}

}
