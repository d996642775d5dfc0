package io.github.ablyspring.integration.startup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.github.ablyspring.emulator.AblyEmulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how much longer an empty WebFlux application takes to start with the starter:
 * in JVMs of their own, one after the other, with and without in turns. The one with it
 * connects to an emulator in this JVM. <pre>
 * ./mvnw -Psoak -pl integration-tests -am test -Dtest=StarterStartupTests -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("soak")
class StarterStartupTests {

	private static final int ROUNDS = Integer.getInteger("startup.rounds", 9);

	private static final long LIMIT_MILLIS = 300;

	@Test
	void theStarterAddsLessThan300Milliseconds() throws Exception {
		List<Start> without = new ArrayList<>();
		List<Start> with = new ArrayList<>();
		try (AblyEmulator emulator = AblyEmulator.start()) {
			for (int round = 0; round <= ROUNDS; round++) {
				Start bare = start(false, emulator);
				Start full = start(true, emulator);
				// the first round fills the caches of the machine
				if (round > 0) {
					without.add(bare);
					with.add(full);
				}
			}
		}
		long bytes = StarterJars.addedByTheStarter().stream().mapToLong(StarterStartupTests::size).sum();
		String report = String.format(Locale.ROOT, """
				| median of %d starts (fastest) | wall clock | processor, starting thread | processor, all threads |
				|---|---|---|---|
				| empty WebFlux application | %s | %s | %s |
				| the same with the starter, connecting | %s | %s | %s |
				| difference of the medians | %d ms | %d ms | %d ms |

				%d jars, %d kB
				""", ROUNDS, figures(without, Start::wall), figures(without, Start::main), figures(without, Start::cpu),
				figures(with, Start::wall), figures(with, Start::main), figures(with, Start::cpu),
				difference(with, without, Start::wall), difference(with, without, Start::main),
				difference(with, without, Start::cpu), StarterJars.addedByTheStarter().size(), bytes / 1024);
		System.out.println(report);
		Files.writeString(Path.of("target", "starter-startup.md"), report);
		// what the start waits for, without what others on the machine make it wait for
		assertThat(difference(with, without, Start::main)).isLessThan(LIMIT_MILLIS);
	}

	private static String figures(List<Start> starts, ToLongFunction<Start> figure) {
		return median(starts, figure) + " ms (" + starts.stream().mapToLong(figure).min().orElseThrow() + ")";
	}

	private static long difference(List<Start> with, List<Start> without, ToLongFunction<Start> figure) {
		return median(with, figure) - median(without, figure);
	}

	private static long median(List<Start> starts, ToLongFunction<Start> figure) {
		return starts.stream().mapToLong(figure).sorted().skip(starts.size() / 2).findFirst().orElseThrow();
	}

	private static Start start(boolean withStarter, AblyEmulator emulator) throws Exception {
		List<String> classPath = new ArrayList<>(StarterJars.ofAnEmptyApplication());
		if (withStarter) {
			classPath.addAll(StarterJars.addedByTheStarter());
		}
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp",
				String.join(File.pathSeparator, classPath), EmptyApplication.class.getName(), "--server.port=0"));
		if (withStarter) {
			command.addAll(
					List.of("--ably.key=" + emulator.key(), "--ably.endpoint=" + emulator.host(), "--ably.tls=false",
							"--ably.port=" + emulator.port(), "--ably.basic-auth-over-plain-http-on-loopback=true"));
		}
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		String line = output.lines()
			.filter((text) -> text.startsWith("started "))
			.findFirst()
			.orElseThrow(() -> new AssertionError(output));
		String[] parts = line.split(" ");
		assertThat(Boolean.parseBoolean(parts[4])).as(output).isEqualTo(withStarter);
		return new Start(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
	}

	private static long size(String jar) {
		try (var files = Files.walk(Path.of(jar))) {
			return files.filter(Files::isRegularFile).mapToLong((file) -> file.toFile().length()).sum();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private record Start(long wall, long main, long cpu) {
	}

}
