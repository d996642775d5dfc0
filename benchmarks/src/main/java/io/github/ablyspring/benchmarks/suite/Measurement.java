package io.github.ablyspring.benchmarks.suite;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;
import org.HdrHistogram.Histogram;

/**
 * The measurements, each in a process of its own.
 */
final class Measurement {

	private static final int PATIENCE_SECONDS = 60;

	private static final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private final Supplier<Peer> peers;

	private final Report report;

	Measurement(Supplier<Peer> peers, Report report) {
		this.peers = peers;
		this.report = report;
	}

	void run(String name) throws Exception {
		switch (name) {
			case "receive-100b" -> receive(400_000, 100, 1, "100b");
			case "receive-batch50-1k" -> receive(400_000, 1000, 50, "batch50-1k");
			case "publish-ack" -> publish(100_000, 1000);
			case "connect-warm" -> connect(100, 500);
			case "connections-1000" -> connections(1000);
			case "attach-1000" -> attach(1000);
			case "latency-1k" -> latency("1k", 1_000);
			case "latency-5k" -> latency("5k", 5_000);
			case "latency-10k" -> latency("10k", 10_000);
			case "presence-sync-10k" -> presence(10_000);
			case "recovery" -> recovery(20_000);
			case "slow-consumer" -> slowConsumer(36_000, 1000);
			default -> throw new IllegalArgumentException("Unknown measurement: " + name);
		}
	}

	private void receive(int count, int size, int batch, String label) throws Exception {
		try (Peer peer = connected()) {
			flood(peer, "flood-" + count + "-" + size + "-" + batch + "-warm", count, batch);
			long cpu = system.getProcessCpuTime();
			long start = System.nanoTime();
			flood(peer, "flood-" + count + "-" + size + "-" + batch + "-measured", count, batch);
			long elapsed = System.nanoTime() - start;
			double each = (double) (system.getProcessCpuTime() - cpu) / count;
			this.report.value("receive-cpu-" + label, each / 1000, "µs");
			this.report.value("receive-rate-" + label, count * 1e9 / elapsed, "messages/s");
		}
	}

	private static void flood(Peer peer, String channel, int count, int batch) throws Exception {
		Tally tally = new Tally(count, batch);
		await(peer.subscribe(channel, tally));
		await(tally.complete());
		if (tally.lost() + tally.doubled() > 0) {
			throw new IllegalStateException(tally.lost() + " lost, " + tally.doubled() + " doubled");
		}
	}

	private void publish(int count, int window) throws Exception {
		try (Peer peer = connected()) {
			await(peer.attach("publish"));
			publish(peer, count / 2, window);
			long cpu = system.getProcessCpuTime();
			long start = System.nanoTime();
			publish(peer, count, window);
			long elapsed = System.nanoTime() - start;
			this.report.value("publish-ack", count * 1e9 / elapsed, "messages/s");
			this.report.value("publish-cpu", (system.getProcessCpuTime() - cpu) / 1000.0 / count, "µs");
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
			peer.publish("publish", data).whenComplete((result, failure) -> {
				if (failure != null) {
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

	private void connect(int warmUp, int count) throws Exception {
		double[] times = new double[count];
		for (int i = -warmUp; i < count; i++) {
			long start = System.nanoTime();
			Peer peer = this.peers.get();
			await(peer.connect());
			if (i >= 0) {
				times[i] = (System.nanoTime() - start) / 1e6;
			}
			peer.close();
		}
		Arrays.sort(times);
		this.report.value("connect-warm", times[count / 2], "ms");
	}

	private void connections(int count) throws Exception {
		connected().close();
		long heap = heap();
		long resident = resident();
		List<Peer> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			all.add(connected());
		}
		int threads = ManagementFactory.getThreadMXBean().getThreadCount();
		this.report.value("rss-per-connection", (resident() - resident) / 1024.0 / count, "KiB");
		this.report.value("heap-per-connection", (heap() - heap) / 1024.0 / count, "KiB");
		this.report.value("threads-1000-connections", threads, "threads");
		all.forEach(Peer::close);
	}

	private void attach(int count) throws Exception {
		try (Peer peer = connected()) {
			ManagementFactory.getThreadMXBean().resetPeakThreadCount();
			long start = System.nanoTime();
			List<CompletableFuture<Void>> attaches = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				attaches.add(peer.attach("channel:" + i));
			}
			await(CompletableFuture.allOf(attaches.toArray(CompletableFuture<?>[]::new)));
			this.report.value("attach-1000-ms", (System.nanoTime() - start) / 1e6, "ms");
			this.report.value("attach-1000-peak-threads", ManagementFactory.getThreadMXBean().getPeakThreadCount(),
					"threads");
		}
	}

	private void latency(String label, int rate) throws Exception {
		try (Peer peer = connected()) {
			paced(peer, "warm", rate * 3, rate, new Histogram(3));
			Histogram histogram = new Histogram(3);
			paced(peer, "measured", rate * 5, rate, histogram);
			this.report.value("latency-" + label + "-p50", histogram.getValueAtPercentile(50) / 1000.0, "µs");
			this.report.value("latency-" + label + "-p99", histogram.getValueAtPercentile(99) / 1000.0, "µs");
			this.report.value("latency-" + label + "-p999", histogram.getValueAtPercentile(99.9) / 1000.0, "µs");
		}
	}

	private static void paced(Peer peer, String label, int count, int rate, Histogram histogram) throws Exception {
		Tally tally = new Tally(count, 1, histogram);
		await(peer.subscribe("paced-" + count + "-100-" + rate + "-" + label, tally));
		await(tally.complete());
	}

	private void presence(int count) throws Exception {
		try (Peer peer = connected()) {
			for (int i = 0; i < 3; i++) {
				members(peer, count, "warm" + i);
			}
			double[] times = new double[5];
			for (int i = 0; i < times.length; i++) {
				times[i] = members(peer, count, "measured" + i);
			}
			Arrays.sort(times);
			this.report.value("presence-sync-10k", times[times.length / 2], "ms");
		}
	}

	private static double members(Peer peer, int count, String label) throws Exception {
		long start = System.nanoTime();
		int members = peer.members("presence-" + count + "-0-100-" + label).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (members != count) {
			throw new IllegalStateException(members + " members instead of " + count);
		}
		return (System.nanoTime() - start) / 1e6;
	}

	private void recovery(int count) throws Exception {
		try (Peer peer = connected()) {
			Tally tally = new Tally(count, 1);
			long start = System.nanoTime();
			await(peer.subscribe("drop-" + count + "-100-" + count / 2, tally));
			await(tally.complete());
			this.report.value("recovery-ms", (System.nanoTime() - start) / 1e6, "ms");
			this.report.value("recovery-lost", tally.lost(), "messages");
			this.report.value("recovery-doubled", tally.doubled(), "messages");
		}
	}

	private void slowConsumer(int count, int size) throws Exception {
		try (Peer peer = connected()) {
			Tally tally = new Tally(count, 1);
			long before = heap();
			PeakHeap peak = new PeakHeap();
			AtomicInteger seen = new AtomicInteger();
			await(peer.subscribe("flood-" + count + "-" + size + "-1-slow", (data) -> {
				if (seen.incrementAndGet() % 1000 == 0) {
					pause(200);
				}
				tally.accept(data);
			}));
			await(tally.complete());
			this.report.value("slow-consumer-lost", tally.lost(), "messages");
			this.report.value("slow-consumer-heap", (peak.stop() - before) / 1024.0 / 1024.0, "MiB");
		}
	}

	private Peer connected() throws Exception {
		Peer peer = this.peers.get();
		await(peer.connect());
		return peer;
	}

	private static void await(CompletableFuture<?> future) throws Exception {
		future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	private static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	private static long resident() throws Exception {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElse(0);
	}

	/** Looks at the heap while something is going on. */
	private static final class PeakHeap implements Runnable {

		private final Thread thread = new Thread(this, "peak-heap");

		private volatile boolean running = true;

		private volatile long peak;

		PeakHeap() {
			this.thread.setDaemon(true);
			this.thread.start();
		}

		@Override
		public void run() {
			while (this.running) {
				this.peak = Math.max(this.peak, heap());
				pause(500);
			}
		}

		long stop() {
			this.running = false;
			return this.peak;
		}

	}

}
