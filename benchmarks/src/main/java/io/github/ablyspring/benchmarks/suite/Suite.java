package io.github.ablyspring.benchmarks.suite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.benchmarks.load.LoadServer;
import org.jspecify.annotations.Nullable;

/**
 * Runs all measurements of all clients, each in a fresh process, in random order, several
 * times, and prints what was seen.
 * <p>
 * Arguments: {@code rounds=5}, {@code only=receive-100b,publish-ack},
 * {@code format=msgpack}, {@code subjects=ours,ably-java,ably-js,netty}; all optional.
 */
public final class Suite {

	private static final List<String> MEASUREMENTS = List.of("receive-100b", "receive-batch50-1k", "publish-ack",
			"connect-warm", "connections-1000", "attach-1000", "latency-1k", "latency-5k", "latency-10k",
			"presence-sync-10k", "recovery", "slow-consumer");

	private static final Set<String> BARE = Set.of("receive-100b", "receive-batch50-1k", "connect-warm",
			"connections-1000");

	private static final int PATIENCE_MINUTES = 5;

	private final Arguments arguments;

	private final boolean pinning = isOnPath("taskset") && Runtime.getRuntime().availableProcessors() > 1;

	private final Path target = Path.of("benchmarks", "target");

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
		Process server = start(0, javaCommand(LoadServer.class, List.of()), ProcessBuilder.Redirect.DISCARD);
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
			String line = output.readLine();
			if (line == null || !line.startsWith("port ")) {
				throw new IllegalStateException("The load server did not start: " + line);
			}
			measure(Integer.parseInt(line.substring("port ".length())));
		}
		finally {
			server.destroy();
		}
		Files.createDirectories(this.target);
		System.out.println(this.results.table());
		Files.writeString(this.target.resolve("results.json"), this.results.json());
		this.results.plots().forEach((name, svg) -> {
			try {
				Files.writeString(this.target.resolve(name + ".svg"), svg);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private void measure(int port) throws Exception {
		Random random = new Random();
		for (int round = 1; round <= this.arguments.rounds(); round++) {
			List<Run> runs = new ArrayList<>();
			for (String measurement : this.arguments.chosen(MEASUREMENTS)) {
				for (String format : this.arguments.formats()) {
					for (String subject : subjects(measurement)) {
						runs.add(new Run(subject, measurement, format));
					}
				}
			}
			Collections.shuffle(runs, random);
			for (Run run : runs) {
				System.err.println("round " + round + ": " + run);
				measure(run, port);
			}
		}
	}

	private List<String> subjects(String measurement) {
		return this.arguments.subjects()
			.stream()
			.filter((subject) -> !subject.equals("netty") || BARE.contains(measurement))
			.filter((subject) -> !subject.equals("ably-js") || hasNode())
			.filter((subject) -> !subject.equals("ably-js") || !measurement.equals("slow-consumer"))
			.toList();
	}

	private void measure(Run run, int port) throws Exception {
		List<String> command = run.subject.equals("ably-js")
				? List.of("node", "--expose-gc", "benchmarks/src/main/js/worker.mjs", run.measurement, run.format,
						String.valueOf(port), this.target.resolve("node").toAbsolutePath().toString())
				: javaCommand(Worker.class, List.of(run.subject, run.measurement, run.format, String.valueOf(port)));
		Process worker = start(1, command, ProcessBuilder.Redirect.INHERIT);
		List<String> errors = new ArrayList<>();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
			String line;
			while ((line = output.readLine()) != null) {
				if (line.startsWith(Report.PREFIX)) {
					String[] parts = line.substring(Report.PREFIX.length()).split(" ");
					this.results.add(parts[0], run.format, run.subject, Double.parseDouble(parts[1]), parts[2]);
				}
				else {
					errors.add(line);
				}
			}
		}
		if (!worker.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || worker.exitValue() != 0) {
			worker.destroyForcibly();
			System.err.println("  failed: " + errors.stream().limit(5).toList());
		}
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

	private boolean hasNode() {
		return isOnPath("node") && Files.exists(this.target.resolve("node/node_modules/ably"));
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

	private record Run(String subject, String measurement, String format) {

	}

	/** What to measure. */
	private record Arguments(int rounds, List<String> only, List<String> formats, List<String> subjects) {

		static Arguments parse(String[] arguments) {
			return new Arguments(Integer.parseInt(value(arguments, "rounds", "5")), list(value(arguments, "only", "")),
					list(value(arguments, "format", "json,msgpack")),
					list(value(arguments, "subjects", "ours,ably-java,ably-js,netty")));
		}

		List<String> chosen(List<String> all) {
			return this.only.isEmpty() ? all : all.stream().filter(this.only::contains).toList();
		}

		private static String value(String[] arguments, String name, String otherwise) {
			@Nullable String found = null;
			for (String argument : arguments) {
				if (argument.startsWith(name + "=")) {
					found = argument.substring(name.length() + 1);
				}
			}
			return (found != null) ? found : otherwise;
		}

		private static List<String> list(String value) {
			return value.isEmpty() ? List.of() : List.of(value.split(","));
		}

	}

}
