package io.github.ablyspring.benchmarks.codec;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link CodecBenchmark} and {@link EncryptedBenchmark}, and prints one line for
 * each frame, format and direction: how much faster ours is, and how much less it
 * allocates. Ours and theirs take turns, in a process of their own each, so that what
 * else the machine does meets both; the best turn of each counts, as whatever disturbs a
 * turn makes it worse. <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.ablyspring.benchmarks.codec.CodecComparison
 * </pre> Takes the options of JMH, of which {@code -f} says how many turns there are.
 */
public final class CodecComparison {

	private static final int TURNS = 5;

	private static final String HEADING = "| frame | format | | ours | ably-java | CPU time | throughput"
			+ " | ours | ably-java | allocation |";

	private CodecComparison() {
	}

	/**
	 * Measures.
	 * @param args options of JMH
	 * @throws RunnerException when a benchmark fails
	 * @throws CommandLineOptionException when an option is none
	 */
	public static void main(String[] args) throws RunnerException, CommandLineOptionException {
		CommandLineOptions options = new CommandLineOptions(args);
		Map<String, Map<String, List<Cost>>> rows = new TreeMap<>();
		int turns = options.getForkCount().orElse(TURNS);
		for (int turn = 0; turn < turns; turn++) {
			System.err.println("Turn " + (turn + 1) + " of " + turns);
			for (String benchmark : List.of("CodecBenchmark.decode", "CodecBenchmark.encode",
					"EncryptedBenchmark.decode", "EncryptedBenchmark.encode")) {
				run(options, benchmark).forEach((result) -> add(rows, result));
			}
		}
		print(rows, System.out);
	}

	private static Collection<RunResult> run(CommandLineOptions options, String benchmark) throws RunnerException {
		return new Runner(new OptionsBuilder().parent(options)
			.include("\\." + benchmark.replace(".", "\\."))
			.forks(1)
			.shouldDoGC(true)
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuTimeProfiler.class)
			.build()).run();
	}

	private static void add(Map<String, Map<String, List<Cost>>> rows, RunResult result) {
		String method = result.getParams().getBenchmark();
		String what = method.substring(method.lastIndexOf('.') + 1);
		String row = "| %s | %s | %s".formatted(result.getParams().getParam("frame"),
				result.getParams().getParam("format"), what.substring(0, 6));
		rows.computeIfAbsent(row, (key) -> new TreeMap<>())
			.computeIfAbsent(what.substring(6), (key) -> new ArrayList<>())
			.add(Cost.of(result));
	}

	private static void print(Map<String, Map<String, List<Cost>>> rows, PrintStream out) {
		out.printf("%n%s%n%s%n", HEADING, "|---|---|---|---|---|---|---|---|---|---|");
		rows.forEach((row, subjects) -> subjects.forEach((subject, turns) -> {
			List<Cost> ours = subjects.get("Ours");
			if (ours != null && turns != ours) {
				print(row + " " + subject, Cost.best(ours), Cost.best(turns), out);
			}
		}));
	}

	private static void print(String row, Cost ours, Cost theirs, PrintStream out) {
		out.printf("%s | %.3f µs | %.3f µs | %.1f× | %.1f× | %,.0f B | %,.0f B | %.2f |%n", row, ours.cpuMicros,
				theirs.cpuMicros, theirs.cpuMicros / ours.cpuMicros, ours.throughput / theirs.throughput, ours.bytes,
				theirs.bytes, ours.bytes / theirs.bytes);
	}

	private record Cost(double throughput, double cpuMicros, double bytes) {

		static Cost of(RunResult result) {
			return new Cost(result.getPrimaryResult().getScore(), secondary(result, CpuTimeProfiler.LABEL) / 1000,
					secondary(result, "gc.alloc.rate.norm"));
		}

		private static double secondary(RunResult result, String label) {
			Result<?> found = result.getSecondaryResults().get(label);
			return (found != null) ? found.getScore() : Double.NaN;
		}

		static Cost best(List<Cost> turns) {
			return turns.stream()
				.reduce((one, other) -> new Cost(Math.max(one.throughput, other.throughput),
						Math.min(one.cpuMicros, other.cpuMicros), Math.min(one.bytes, other.bytes)))
				.orElseThrow();
		}

	}

}
