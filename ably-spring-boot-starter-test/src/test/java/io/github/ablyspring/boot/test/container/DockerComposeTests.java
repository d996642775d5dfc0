package io.github.ablyspring.boot.test.container;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.test.container.app.ComposedApplication;
import io.github.ablyspring.emulator.AblyEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has Boot start a Compose file finds the emulator in it. All of
 * Boot's code runs; only the command line of Docker is one that answers like the real
 * one, and leads to an emulator of this test.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class DockerComposeTests {

	private static final String KEY = "compose.key:secret";

	@TempDir
	Path work;

	@Test
	void theEmulatorIsFoundAmongTheServices() throws Exception {
		installDocker();
		Path file = Files.writeString(this.work.resolve("compose.yaml"), """
				services:
				  messages:
				    image: ably-emulator:0.1.0
				    ports: [ "9010" ]
				    environment: { ABLY_KEY: "%s" }
				""".formatted(KEY));
		try (AblyEmulator emulator = AblyEmulator.builder().key(KEY).start()) {
			String output = run(emulator.port(), "--spring.docker.compose.file=" + file,
					"--spring.main.web-application-type=none");
			assertThat(output).contains("connected to 127.0.0.1:" + emulator.port());
		}
		assertThat(Files.readAllLines(this.work.resolve("commands")))
			.anyMatch((command) -> command.contains(file.toString()) && command.contains(" up "))
			.anyMatch((command) -> command.contains(file.toString()) && command.contains(" stop"));
		assertThat(this.work.resolve("up")).doesNotExist();
	}

	private void installDocker() throws IOException {
		Path docker = Files.createDirectory(this.work.resolve("bin")).resolve("docker");
		try (InputStream script = getClass().getResourceAsStream("/compose/docker")) {
			Files.copy(Objects.requireNonNull(script), docker);
		}
		assertThat(docker.toFile().setExecutable(true)).isTrue();
	}

	private String run(int port, String... arguments) throws IOException, InterruptedException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", classPath, ComposedApplication.class.getName());
		builder.command().addAll(List.of(arguments));
		builder.environment().put("PATH", this.work.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
		builder.environment().put("DOCKER_STATE", this.work.toString());
		builder.environment().put("EMULATOR_PORT", String.valueOf(port));
		builder.environment().put("EMULATOR_KEY", KEY);
		builder.environment().remove("DOCKER_HOST");
		Process process = builder.redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
			assertThat(process.exitValue()).as(output).isZero();
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
