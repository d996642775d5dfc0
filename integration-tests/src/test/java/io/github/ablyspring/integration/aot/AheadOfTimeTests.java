package io.github.ablyspring.integration.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.ablyspring.integration.aot.app.Announcement;
import io.github.ablyspring.integration.aot.app.AotApplication;
import io.github.ablyspring.integration.aot.app.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application is processed ahead of time as Spring Boot's build plugins do it, and
 * what was generated runs.
 */
class AheadOfTimeTests {

	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
			System.getProperty("java.class.path"));

	private static final String[] PROPERTIES = { "--spring.main.web-application-type=none", "--questions=questions",
			"--ably.client-id=main", "--ably.clients.billing.client-id=billing", "--ably.listener.await-attach=true",
			"--ably.listener.await-attach-timeout=1m", "--ably.timeouts.realtime-request=1m",
			"--ably.emulator.mode=always" };

	@TempDir
	Path work;

	@Test
	void generatedApplicationsRun() throws Exception {
		Path sources = this.work.resolve("sources");
		Path resources = this.work.resolve("resources");
		Path classes = Files.createDirectories(this.work.resolve("classes"));

		String processed = java(CLASS_PATH, SpringApplicationAotProcessor.class.getName(),
				arguments(AotApplication.class.getName(), sources.toString(), resources.toString(), classes.toString(),
						"group", "artifact"));
		assertThat(files(sources, ".java")).as(processed)
			.anyMatch((file) -> file.endsWith("AotApplication__ApplicationContextInitializer.java"));
		compile(sources, classes);
		String output = java(
				String.join(java.io.File.pathSeparator, classes.toString(), resources.toString(), CLASS_PATH),
				"-Dspring.aot.enabled=true", arguments(AotApplication.class.getName()));

		assertThat(output).contains("answer=WHY billing=billing generated=true");
		String hints = hints(resources);
		assertThat(hints).as("payloads of listeners").contains(Question.class.getName());
		assertThat(hints).as("what a template is given").contains(Announcement.class.getName());
		assertThat(hints).as("what this library looks up").contains("org.springframework.messaging.Message");
	}

	private static String hints(Path resources) throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path file : files(resources, ".json")) {
			text.append(Files.readString(file));
		}
		return text.toString();
	}

	private static String[] arguments(String... first) {
		return Stream.concat(Stream.of(first), Stream.of(PROPERTIES)).toArray(String[]::new);
	}

	private static void compile(Path sources, Path classes) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d",
				classes.toString(), "-classpath", classes + java.io.File.pathSeparator + CLASS_PATH));
		files(sources, ".java").forEach((file) -> arguments.add(file.toString()));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private static List<Path> files(Path directory, String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).toList();
		}
	}

	private static String java(String classPath, String first, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, first));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
			assertThat(process.exitValue()).as(output).isZero();
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
