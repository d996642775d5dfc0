package io.github.ablyspring.benchmarks.suite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.benchmarks.load.LoadServer;
import io.github.ablyspring.benchmarks.suite.Catalogue.Run;

/**
 * Runs the measurements of all clients, each in a fresh process, in random order, several
 * times, and prints what was seen. See {@link Arguments#USAGE}.
 */
public final class Suite {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Arguments arguments;

	private final boolean pinning = isOnPath("taskset") && Runtime.getRuntime().availableProcessors() > 1;

	private final Path target = Path.of("benchmarks", "target");

	private final Path node = this.target.resolve("node").toAbsolutePath();

	private final boolean hasNode = isOnPath("node") && Files.exists(this.node.resolve("node_modules/ably"));

	private final Results results = new Results();

	private Suite(Arguments arguments) {
		this.arguments = arguments;
	}

	/**
	 * Measures.
	 * @param arguments what to measure
	 * @throws Exception if nothing can be measured at all
	 */
	public static void main(String[] arguments) throws Exception {
		new Suite(Arguments.parse(arguments)).run();
	}

	private void run() throws Exception {
		long start = System.nanoTime();
		Process server = start(0, javaCommand(LoadServer.class, List.of()), ProcessBuilder.Redirect.DISCARD);
		try (BufferedReader output = reader(server)) {
			String line = output.readLine();
			if (line == null || !line.startsWith("port ")) {
				throw new IllegalStateException("The load server did not start: " + line);
			}
			int port = Integer.parseInt(line.substring("port ".length()));
			for (int round = 1; round <= this.arguments.rounds(); round++) {
				round(round, port);
				write();
			}
		}
		finally {
			server.destroy();
		}
		System.out.println(this.results.table());
		System.out.printf("%d rounds in %d minutes; %s%n", this.arguments.rounds(),
				TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start),
				this.pinning ? "server and client on a core each" : "without taskset: server and client share cores");
	}

	private void round(int round, int port) throws Exception {
		List<Run> runs = new ArrayList<>(new Catalogue().runs(this.arguments));
		runs.removeIf((run) -> run.subject().equals("ably-js") && !this.hasNode);
		Collections.shuffle(runs, new Random());
		int number = 0;
		for (Run run : runs) {
			System.err.printf("round %d/%d, %d/%d: %s", round, this.arguments.rounds(), ++number, runs.size(), run);
			long start = System.nanoTime();
			measure(run, port);
			System.err.printf(" (%.0f s)%n", (System.nanoTime() - start) / 1e9);
		}
	}

	// After each round, so that an end before the last one leaves something.
	private void write() throws IOException {
		Files.createDirectories(this.target);
		Files.writeString(this.target.resolve("results.json"), this.results.json());
		Files.writeString(this.target.resolve("results.txt"), this.results.table());
		Files.writeString(this.target.resolve("results.md"), this.results.markdown());
		for (Map.Entry<String, String> plot : new Plots(this.results).all().entrySet()) {
			Path folder = Files.createDirectories(this.target.resolve("plots"));
			Files.writeString(folder.resolve(plot.getKey() + ".svg"), plot.getValue());
		}
	}

	private void measure(Run run, int port) throws Exception {
		List<String> command = run.subject().equals("ably-js")
				? List.of("node", "--expose-gc", "benchmarks/src/main/js/worker.mjs", run.measurement(), run.format(),
						String.valueOf(port), this.node.toString())
				: javaCommand(Worker.class,
						List.of(run.subject(), run.measurement(), run.format(), String.valueOf(port)));
		Process worker = start(1, command, ProcessBuilder.Redirect.INHERIT);
		worker.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).exceptionally((late) -> {
			worker.destroyForcibly();
			return worker;
		});
		List<String[]> seen = new ArrayList<>();
		List<String> other = new ArrayList<>();
		try (BufferedReader output = reader(worker)) {
			String line;
			while ((line = output.readLine()) != null) {
				if (line.startsWith(Report.PREFIX)) {
					seen.add(line.substring(Report.PREFIX.length()).split(" "));
				}
				else {
					other.add(line);
				}
			}
		}
		if (worker.waitFor() == 0) {
			seen.forEach((parts) -> this.results.add(parts[0], run.format(), run.subject(),
					Double.parseDouble(parts[1]), parts[2]));
		}
		else {
			System.err.println("  failed: " + other.stream().limit(5).toList());
		}
	}

	private static BufferedReader reader(Process process) {
		return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	private Process start(int core, List<String> command, ProcessBuilder.Redirect errors) throws IOException {
		List<String> full = new ArrayList<>();
		if (this.pinning) {
			full.addAll(List.of("taskset", "-c", String.valueOf(core)));
		}
		full.addAll(command);
		return new ProcessBuilder(full).redirectError(errors).start();
	}

	private static List<String> javaCommand(Class<?> main, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		return command;
	}

	private static boolean isOnPath(String program) {
		String path = System.getenv("PATH");
		for (String folder : ((path != null) ? path : "").split(File.pathSeparator)) {
			if (Files.isExecutable(Path.of(folder, program))) {
				return true;
			}
		}
		return false;
	}

}
