package io.github.ablyspring.benchmarks.rest;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.OperatingSystemMXBean;
import io.github.ablyspring.benchmarks.Allocations;
import io.github.ablyspring.protocol.WireFormat;

/**
 * Publishes with one client, in a process of its own, and tells what it measured.
 */
public final class RestWorker {

	private static final int REQUESTS = 10_000;

	private static final int IN_FLIGHT = 256;

	private static final int MOST_WARM_UPS = 40;

	// Compiling takes less than this part of the time.
	private static final double WARM = 0.02;

	private static final int ROUNDS = 9;

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final String DATA = "x".repeat(100);

	private RestWorker() {
	}

	/**
	 * Measures.
	 * @param arguments subject, format, kind of connection, port of the server
	 * @throws Exception when something fails
	 */
	public static void main(String[] arguments) throws Exception {
		WireFormat format = WireFormat.valueOf(arguments[1]);
		List<double[]> rounds = new ArrayList<>();
		RestPublisher publisher = RestPublisher.of(arguments[0], format, Wire.valueOf(arguments[2]),
				Integer.parseInt(arguments[3]));
		warmUp(publisher);
		for (int i = 0; i < ROUNDS; i++) {
			rounds.add(round(publisher));
		}
		System.out.printf(Locale.ROOT, "%s %s %.0f %.0f %.1f%n", arguments[0], arguments[1], median(rounds, 0),
				median(rounds, 1), median(rounds, 2));
		System.exit(0);
	}

	// Until the JVM hardly compiles any more: on one processor the compiler takes its
	// time from the client.
	private static void warmUp(RestPublisher publisher) throws InterruptedException {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		int calm = 0;
		for (int i = 0; i < MOST_WARM_UPS && calm < 3; i++) {
			long compiled = compiler.getTotalCompilationTime();
			long start = System.nanoTime();
			round(publisher);
			double elapsed = (System.nanoTime() - start) / 1e6;
			calm = (compiler.getTotalCompilationTime() - compiled < WARM * elapsed) ? calm + 1 : 0;
		}
	}

	// Requests per second, bytes allocated and microseconds of processor time per request
	// by all threads together.
	private static double[] round(RestPublisher publisher) throws InterruptedException {
		Semaphore inFlight = new Semaphore(IN_FLIGHT);
		AtomicInteger failures = new AtomicInteger();
		Allocations allocated = Allocations.now();
		long processor = SYSTEM.getProcessCpuTime();
		long start = System.nanoTime();
		for (int i = 0; i < REQUESTS; i++) {
			inFlight.acquire();
			publisher.publish(DATA).whenComplete((result, failure) -> {
				if (failure != null) {
					failures.incrementAndGet();
				}
				inFlight.release();
			});
		}
		inFlight.acquire(IN_FLIGHT);
		double seconds = (System.nanoTime() - start) / 1e9;
		double micros = (SYSTEM.getProcessCpuTime() - processor) / 1e3 / REQUESTS;
		double bytes = (double) allocated.since() / REQUESTS;
		if (failures.get() > 0) {
			throw new IllegalStateException(failures + " publishes failed");
		}
		return new double[] { REQUESTS / seconds, bytes, micros };
	}

	private static double median(List<double[]> rounds, int column) {
		return rounds.stream().mapToDouble((round) -> round[column]).sorted().toArray()[rounds.size() / 2];
	}

}
