package io.github.ablyspring.benchmarks.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WireFormat;

/**
 * 10,000 publishes over REST with 256 in flight, against a server that answers at once:
 * ours beside the official client and a bare one, each in a process of its own, one after
 * the other and more than once. Over HTTP/1.1 without and with TLS, and over HTTP/2,
 * which ours alone can. Prints a table. <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.ablyspring.benchmarks.rest.RestPublish
 * java -cp benchmarks/target/benchmarks.jar io.github.ablyspring.benchmarks.rest.RestPublish 5 TLS HTTP2
 * </pre>
 */
public final class RestPublish {

	// The official client rests on the JVM's own HTTP, which keeps five connections
	// unless it is told otherwise: shown with that default, and with one connection for
	// each publish in flight.
	private static final String TUNED = "ably-java-256-connections";

	private static final List<String> SUBJECTS = List.of("ably-spring", "ably-java", TUNED, "netty");

	private RestPublish() {
	}

	/**
	 * Measures.
	 * @param arguments how often, 3 times by default; then over what ({@code PLAIN},
	 * {@code TLS}, {@code HTTP2}), all by default
	 * @throws Exception when something fails
	 */
	public static void main(String[] arguments) throws Exception {
		int times = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 3;
		List<Wire> wires = Arrays.stream(arguments).skip(1).map(Wire::valueOf).toList();
		Map<String, List<double[]>> results = new LinkedHashMap<>();
		Path keys = Wire.newKeys();
		try {
			for (Wire wire : wires.isEmpty() ? List.of(Wire.values()) : wires) {
				measure(wire, keys, times, results);
			}
		}
		finally {
			Files.delete(keys);
			Files.delete(keys.getParent());
		}
		System.out.println(
				"| client, format and connection | requests/s | processor time per request | allocated per request |");
		System.out.println("|---|---|---|---|");
		results.forEach((name, rows) -> System.out.printf("| %s | %,.0f | %,.0f µs | %,.0f B |%n", name,
				median(rows, 0), median(rows, 2), median(rows, 1)));
	}

	private static void measure(Wire wire, Path keys, int times, Map<String, List<double[]>> results)
			throws IOException {
		Process server = start(0, List.of(), InstantServer.class, wire.name(), keys.toString());
		try {
			String port = firstLine(server);
			for (int i = 0; i < times; i++) {
				for (WireFormat format : WireFormat.values()) {
					for (String subject : SUBJECTS) {
						if (canSpeak(subject, wire)) {
							String[] result = firstLine(start(1, options(subject, keys), RestWorker.class, subject,
									format.name(), wire.name(), port))
								.split(" ");
							results
								.computeIfAbsent(subject + ", " + format.wireName() + ", " + wire.title(),
										(key) -> new ArrayList<>())
								.add(new double[] { Double.parseDouble(result[2]), Double.parseDouble(result[3]),
										Double.parseDouble(result[4]) });
						}
					}
				}
			}
		}
		finally {
			server.destroy();
		}
	}

	// The bare client is for seeing what server and kernel can do, and the official one
	// has no HTTP/2.
	private static boolean canSpeak(String subject, Wire wire) {
		return switch (wire) {
			case PLAIN -> true;
			case TLS -> !"netty".equals(subject);
			case HTTP2 -> "ably-spring".equals(subject);
		};
	}

	private static List<String> options(String subject, Path keys) {
		List<String> options = new ArrayList<>(Wire.trusting(keys));
		if (TUNED.equals(subject)) {
			options.add("-Dhttp.maxConnections=256");
		}
		return options;
	}

	// Server and client on a processor each, where there are two and they can be chosen.
	private static Process start(int core, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>();
		if (Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
			command.addAll(List.of("taskset", "-c", String.valueOf(core)));
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				main.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private static String firstLine(Process process) throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String line = reader.readLine();
		if (line == null) {
			throw new IllegalStateException("A process ended without a result");
		}
		return line;
	}

	private static double median(List<double[]> rows, int column) {
		return rows.stream().mapToDouble((row) -> row[column]).sorted().toArray()[rows.size() / 2];
	}

}
