package io.github.ablyspring.integration.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.opentest4j.TestAbortedException;

/**
 * Node with packages of npm, installed below {@code target}.
 *
 * @see NeedsNode
 */
public final class Node {

	/** The newest official client. */
	public static final String ABLY = "ably@" + System.getProperty("ably-js.version");

	/** An older one, which many still use. */
	public static final String OLDER_ABLY = "ably@" + System.getProperty("ably-js.older-version");

	/** What official clients need to apply differences. */
	public static final String VCDIFF = "@ably/vcdiff-decoder@" + System.getProperty("ably-js.vcdiff-version");

	private static final int LIMIT_MINUTES = 4;

	// each is installed, or found to be missing, once
	private static final Map<String, Supplier<Node>> known = new HashMap<>();

	private final Path modules;

	private final Map<String, String> environment;

	private Node(Path modules, Map<String, String> environment) {
		this.modules = modules;
		this.environment = environment;
	}

	/**
	 * Node with packages, which are installed unless they are there from an earlier run.
	 * @param packages with their versions, for example {@code ably@2.28.0}
	 * @return what runs scripts
	 * @throws MissingException if Node, npm or the package cannot be had
	 */
	public static synchronized Node with(String... packages) {
		String name = String.join("+", packages).replaceAll("[@/]", "-");
		Supplier<Node> found = known.get(name);
		if (found == null) {
			found = find(name, packages);
			known.put(name, found);
		}
		return found.get();
	}

	private static Supplier<Node> find(String name, String... packages) {
		try {
			Node node = install(name, packages);
			return () -> node;
		}
		catch (MissingException ex) {
			String message = String.valueOf(ex.getMessage());
			return () -> {
				throw new MissingException(message);
			};
		}
	}

	private static Node install(String name, String... packages) {
		check("node");
		check("npm");
		try {
			Path directory = Files.createDirectories(Path.of("target", "node", name));
			Path complete = directory.resolve("complete");
			if (!Files.exists(complete)) {
				install(List.of(packages), directory.toAbsolutePath());
				Files.createFile(complete);
			}
			return new Node(directory.resolve("node_modules"), Map.of());
		}
		catch (IOException ex) {
			throw new MissingException(String.join(", ", packages) + " could not be installed: " + ex);
		}
	}

	private static void install(List<String> packages, Path directory) throws IOException {
		Path log = directory.resolve("npm-install.txt");
		List<String> command = new ArrayList<>(
				List.of("npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", directory.toString()));
		command.addAll(packages);
		if (run(directory, log, command, Map.of()) != 0) {
			throw new MissingException("npm could not install " + String.join(", ", packages) + ", see " + log);
		}
	}

	private static void check(String program) {
		try {
			if (run(Path.of("."), null, List.of(program, "--version"), Map.of()) == 0) {
				return;
			}
		}
		catch (IOException ex) {
			// there is none
		}
		throw new MissingException("The program '" + program + "' is not installed");
	}

	/**
	 * A file of the package.
	 * @param path where it is, from {@code node_modules}
	 * @return the file
	 */
	public Path file(String path) {
		return this.modules.resolve(path);
	}

	/**
	 * Runs a script to its end.
	 * @param script the script
	 * @param output takes what the script prints
	 * @param arguments for the script
	 * @return the exit code
	 */
	public int run(Path script, Path output, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("node", script.toAbsolutePath().toString()));
		Collections.addAll(command, arguments);
		Map<String, String> environment = new HashMap<>(this.environment);
		environment.put("NODE_PATH", this.modules.toAbsolutePath().toString());
		return run(Path.of("."), output, command, environment);
	}

	/**
	 * The same, with something in the environment of the scripts.
	 * @param name the name of the variable
	 * @param value its value
	 * @return what runs scripts
	 */
	public Node setting(String name, String value) {
		return new Node(this.modules, Map.of(name, value));
	}

	private static int run(Path directory, Path output, List<String> command, Map<String, String> environment)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(
					(output != null) ? ProcessBuilder.Redirect.to(output.toFile()) : ProcessBuilder.Redirect.DISCARD);
		builder.environment().putAll(environment);
		Process process = builder.start();
		try {
			if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
				return process.exitValue();
			}
			throw new IOException("No end after " + LIMIT_MINUTES + " minutes: " + command);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted: " + command, ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Node, npm or a package is missing: a test that needs it is skipped.
	 */
	public static final class MissingException extends TestAbortedException {

		private static final long serialVersionUID = 1L;

		MissingException(String message) {
			super(message);
		}

	}

}
