package io.github.ablyspring.boot.test.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * An image of the emulator as it was just compiled, made of nothing that a registry would
 * have to have: a linked runtime of the JDK that runs the test, the C library's files it
 * needs, and the classes.
 */
final class EmulatorImage {

	private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.xml,"
			+ "jdk.crypto.ec,jdk.unsupported";

	private static final Pattern CLASS_PATH = Pattern
		.compile(".*/(ably-core|ably-emulator|netty|slf4j|logback|jmespath|msgpack|jspecify|reactive-streams"
				+ "|reactor|jackson|vcdiff)[^/]*(/target/classes|\\.jar)");

	private static final Pattern LIBRARY = Pattern.compile("(/\\S+)\\s+\\(0x");

	private EmulatorImage() {
	}

	static ImageFromDockerfile build(Path work) {
		try {
			Path runtime = link(work.resolve("runtime"));
			Path libraries = libraries(runtime, work.resolve("libraries"));
			Files.createDirectories(work.resolve("tmp"));
			Files.createFile(work.resolve("tmp/.keep"));
			return new ImageFromDockerfile("ably-emulator-under-test:latest", true).withFileFromPath("runtime", runtime)
				.withFileFromPath("libraries", libraries)
				.withFileFromPath("app", application(work.resolve("app")))
				.withFileFromPath("tmp", work.resolve("tmp"))
				.withFileFromString("Dockerfile", """
						FROM scratch
						COPY libraries /
						COPY runtime /opt/java
						COPY app /app
						COPY tmp /tmp
						ENTRYPOINT ["/opt/java/bin/java", "-cp", "/app/classes:/app/lib/*", \
						"io.github.ablyspring.emulator.EmulatorMain"]
						""");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path link(Path target) {
		int result = ToolProvider.findFirst("jlink")
			.orElseThrow(() -> new IllegalStateException("This is not a whole JDK"))
			.run(System.out, System.err, "--add-modules", MODULES, "--strip-java-debug-attributes", "--no-man-pages",
					"--no-header-files", "--output", target.toString());
		if (result != 0) {
			throw new IllegalStateException("jlink ended with " + result);
		}
		return target;
	}

	private static Path libraries(Path runtime, Path target) throws IOException {
		Set<Path> needed = new TreeSet<>();
		try (Stream<Path> files = Files.walk(runtime)) {
			for (Path file : files.filter(EmulatorImage::isBinary).toList()) {
				Matcher library = LIBRARY.matcher(output("ldd", file.toString()));
				while (library.find()) {
					needed.add(Path.of(library.group(1)));
				}
			}
		}
		for (Path library : needed) {
			if (!library.startsWith(runtime)) {
				Path copy = target.resolve(library.subpath(0, library.getNameCount()));
				Files.createDirectories(copy.getParent());
				Files.copy(library.toRealPath(), copy);
			}
		}
		return target;
	}

	private static boolean isBinary(Path file) {
		return file.endsWith("bin/java") || file.getFileName().toString().endsWith(".so");
	}

	private static String output(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static Path application(Path target) throws IOException {
		Files.createDirectories(target.resolve("lib"));
		for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
			Path path = Path.of(entry).toAbsolutePath();
			if (!CLASS_PATH.matcher(path.toString()).matches()) {
				continue;
			}
			if (Files.isDirectory(path)) {
				copy(path, target.resolve("classes"));
			}
			else {
				Files.copy(path, target.resolve("lib").resolve(path.getFileName()));
			}
		}
		return target;
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path copy = to.resolve(from.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				Files.copy(file, copy);
			}
		}
	}

}
