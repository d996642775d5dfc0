package io.github.ablyspring.benchmarks.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static io.github.ablyspring.benchmarks.suite.Bench.await;

/**
 * What connections, channels and members cost.
 */
final class Connecting {

	private Connecting() {
	}

	/** One after the other. */
	static void warm(Bench bench, int count) throws Exception {
		Bench.warmUp((step) -> connect(bench, new double[500]));
		double[] times = new double[count];
		long cpu = Usage.cpuNanos();
		connect(bench, times);
		double each = (Usage.cpuNanos() - cpu) / 1e6 / count;
		Arrays.sort(times);
		bench.report("connect-warm", times[count / 2], "ms");
		bench.report("connect-cpu", each, "ms");
	}

	private static void connect(Bench bench, double[] times) throws Exception {
		for (int i = 0; i < times.length; i++) {
			long start = System.nanoTime();
			Peer peer = bench.open();
			await(peer.connect());
			times[i] = (System.nanoTime() - start) / 1e6;
			peer.close();
		}
	}

	/** Many at the same time. */
	static void many(Bench bench, int count) throws Exception {
		for (int i = 0; i < 20; i++) {
			bench.connected().close();
		}
		Usage.touchYoungGeneration();
		long heap = Usage.heapBytes();
		long resident = Usage.residentBytes();
		List<Peer> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			all.add(bench.connected());
		}
		int threads = Usage.threads() - bench.ownThreads();
		long heapNow = Usage.heapBytes();
		bench.report("heap-per-connection", (heapNow - heap) / 1024.0 / count, "KiB");
		bench.report("rss-per-connection", (Usage.residentBytes() - resident) / 1024.0 / count, "KiB");
		bench.report("threads-1000-connections", threads, "threads");
		all.forEach(Peer::close);
	}

	/** In a process that has done nothing before, and then again and again. */
	static void attach(Bench bench, int count) throws Exception {
		Usage.resetPeakThreads();
		bench.report("attach-1000-ms", attachAll(bench, count), "ms");
		bench.report("attach-1000-peak-threads", Usage.peakThreads() - bench.ownThreads(), "threads");
		Bench.warmUp((step) -> attachAll(bench, count));
		double[] times = new double[5];
		for (int i = 0; i < times.length; i++) {
			times[i] = attachAll(bench, count);
		}
		Arrays.sort(times);
		bench.report("attach-1000-warm-ms", times[times.length / 2], "ms");
	}

	private static double attachAll(Bench bench, int count) throws Exception {
		try (Peer peer = bench.connected()) {
			long start = System.nanoTime();
			List<CompletableFuture<Void>> attaches = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				attaches.add(peer.attach("channel:" + i));
			}
			await(CompletableFuture.allOf(attaches.toArray(CompletableFuture<?>[]::new)));
			return (System.nanoTime() - start) / 1e6;
		}
	}

	/** Asks for all members of a channel that is not attached yet. */
	static void presence(Bench bench, int count) throws Exception {
		try (Peer peer = bench.connected()) {
			Bench.warmUp((step) -> {
				for (int i = 0; i < 8; i++) {
					members(peer, count, "warm" + i);
				}
			});
			double[] times = new double[20];
			long cpu = Usage.cpuNanos();
			for (int i = 0; i < times.length; i++) {
				times[i] = members(peer, count, "measured" + i);
			}
			double each = (Usage.cpuNanos() - cpu) / 1e6 / times.length;
			Arrays.sort(times);
			bench.report("presence-sync-10k", times[times.length / 2], "ms");
			bench.report("presence-sync-10k-cpu", each, "ms");
		}
	}

	private static double members(Peer peer, int count, String label) throws Exception {
		String channel = "presence-" + count + "-0-100-" + label;
		long start = System.nanoTime();
		int members = await(peer.members(channel));
		double millis = (System.nanoTime() - start) / 1e6;
		if (members != count) {
			throw new IllegalStateException(members + " members instead of " + count);
		}
		await(peer.release(channel));
		return millis;
	}

}
