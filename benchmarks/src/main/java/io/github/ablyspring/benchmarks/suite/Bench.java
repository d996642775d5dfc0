package io.github.ablyspring.benchmarks.suite;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement works with: the client to measure, and where to report.
 */
final class Bench {

	private static final int PATIENCE_SECONDS = 60;

	// Compiling takes less than this part of the time.
	private static final double WARM = 0.05;

	// A method that has a whole client inlined takes a second to compile, and is seen
	// only when that is done.
	private static final double WARM_MILLIS = 2000;

	private static final int WARM_STEPS = 3;

	private static final double MOST_MILLIS = 30_000;

	private final Subject subject;

	private final int port;

	private final WireFormat format;

	private final Report report;

	/** Threads the JVM has for itself, before there is any client. */
	private final int ownThreads = Usage.threads();

	Bench(Subject subject, int port, WireFormat format, Report report) {
		this.subject = subject;
		this.port = port;
		this.format = format;
		this.report = report;
	}

	boolean isBare() {
		return this.subject == Subject.NETTY;
	}

	Peer.Settings settings() {
		return new Peer.Settings(this.port, this.format, false, false);
	}

	/** A client that has done nothing yet. */
	Peer open() {
		return this.subject.open(settings());
	}

	Peer connected() throws Exception {
		return connected(settings());
	}

	Peer connected(Peer.Settings settings) throws Exception {
		Peer peer = this.subject.open(settings);
		await(peer.connect());
		return peer;
	}

	int ownThreads() {
		return this.ownThreads;
	}

	void report(String metric, double value, String unit) {
		this.report.value(metric, value, unit);
	}

	/** Receives all messages of a channel that sends as fast as they are read. */
	static void flood(Peer peer, int count, int size, int batch, String label) throws Exception {
		Tally tally = new Tally(count, size, batch);
		await(peer.subscribe("flood-" + count + "-" + size + "-" + batch + "-" + label, tally));
		await(tally.complete());
		tally.check();
	}

	/**
	 * Does something again and again until the JVM hardly compiles for a while, so that
	 * what is measured afterwards is the client and not the compiler.
	 */
	static void warmUp(Step step) throws Exception {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		long begin = System.nanoTime();
		long warmSince = begin;
		int warm = 0;
		for (int i = 0; (warm < WARM_STEPS || millis(warmSince) < WARM_MILLIS) && millis(begin) < MOST_MILLIS; i++) {
			long compiled = compiler.getTotalCompilationTime();
			long start = System.nanoTime();
			step.run(i);
			warm++;
			if (compiler.getTotalCompilationTime() - compiled >= WARM * millis(start)) {
				warmSince = System.nanoTime();
				warm = 0;
			}
		}
	}

	private static double millis(long since) {
		return (System.nanoTime() - since) / 1e6;
	}

	static <T extends @Nullable Object> T await(CompletableFuture<T> future) throws Exception {
		return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Part of a measurement. */
	@FunctionalInterface
	interface Step {

		void run(int number) throws Exception;

	}

}
