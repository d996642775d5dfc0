package io.github.ablyspring.benchmarks.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process uses.
 */
final class Usage {

	private static final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final int SYSTEM_TIME = 14;

	private static final int STOLEN_TIME = 8;

	private static final double TICKS_PER_SECOND = 100;

	private Usage() {
	}

	static long cpuNanos() {
		return system.getProcessCpuTime();
	}

	/** How much of the CPU time was spent in the kernel; 0 where that is not known. */
	static double kernelSeconds() {
		Path stat = Path.of("/proc/self/stat");
		if (!Files.exists(stat)) {
			return 0;
		}
		try {
			String text = Files.readString(stat);
			// the name of the program may contain anything, but no second bracket
			String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
			return Long.parseLong(fields[SYSTEM_TIME - 2]) / TICKS_PER_SECOND;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * For how many hundredths of a second the host of a virtual machine has kept it from
	 * running, on all cores together; 0 where that is not known.
	 */
	static long stolenTicks() {
		Path stat = Path.of("/proc/stat");
		if (!Files.exists(stat)) {
			return 0;
		}
		try (BufferedReader reader = Files.newBufferedReader(stat)) {
			return Long.parseLong(reader.readLine().split(" +")[STOLEN_TIME]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int threads() {
		return threads.getThreadCount();
	}

	static void resetPeakThreads() {
		threads.resetPeakThreadCount();
	}

	static int peakThreads() {
		return threads.getPeakThreadCount();
	}

	/** What is still in use after a collection. */
	static long heapBytes() {
		for (int i = 0; i < 3; i++) {
			collect();
		}
		return liveBytes();
	}

	/** Leaves the collector nothing to do that was caused before. */
	static void collect() {
		System.gc();
	}

	/** The same, more cheaply, while something is going on. */
	static long liveBytes() {
		collect();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	/**
	 * Allocates until every page of the young generation has been used, so that what
	 * grows later is not that.
	 */
	static void touchYoungGeneration() {
		for (int i = 0; i < 512; i++) {
			Reference.reachabilityFence(new byte[1024 * 1024]);
		}
	}

	static long residentBytes() {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		try {
			return Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith("VmRSS"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
				.findFirst()
				.orElse(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
