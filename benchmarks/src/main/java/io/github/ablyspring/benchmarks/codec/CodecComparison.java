package io.github.ablyspring.benchmarks.codec;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link CodecBenchmark} and {@link EncryptedBenchmark}, and prints one line for
 * each frame, format and direction: how much faster ours is, and how much less it
 * allocates. Takes the options of JMH.
 */
public final class CodecComparison {

	private static final String OURS = "Ours";

	private CodecComparison() {
	}

	public static void main(String[] args) throws RunnerException, CommandLineOptionException {
		ChainedOptionsBuilder options = new OptionsBuilder().parent(new CommandLineOptions(args))
			.include(CodecBenchmark.class.getName())
			.include(EncryptedBenchmark.class.getName())
			.addProfiler(GCProfiler.class);
		print(new Runner(options.build()).run(), System.out);
	}

	private static void print(Collection<RunResult> results, PrintStream out) {
		Map<String, Cost> ours = new TreeMap<>();
		Map<String, Cost> theirs = new TreeMap<>();
		for (RunResult result : results) {
			String method = result.getParams().getBenchmark();
			boolean our = method.endsWith(OURS);
			String what = method.substring(method.lastIndexOf('.') + 1, method.length() - (our ? 4 : 6));
			String row = "%-16s %-8s %s".formatted(result.getParams().getParam("frame"),
					result.getParams().getParam("format"), what);
			(our ? ours : theirs).put(row, Cost.of(result));
		}
		out.printf("%n%-32s %12s %12s %8s %12s %12s %8s%n", "frame", "ours", "ably-java", "speed", "ours", "ably-java",
				"memory");
		ours.forEach((row, our) -> {
			Cost their = theirs.get(row);
			if (their != null) {
				out.printf("%-32s %9.3f µs %9.3f µs %7.1fx %10.0f B %10.0f B %7.2fx%n", row, our.micros, their.micros,
						their.micros / our.micros, our.bytes, their.bytes, our.bytes / their.bytes);
			}
		});
	}

	private record Cost(double micros, double bytes) {

		static Cost of(RunResult result) {
			Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
			return new Cost(1 / result.getPrimaryResult().getScore(),
					(allocated != null) ? allocated.getScore() : Double.NaN);
		}

	}

}
