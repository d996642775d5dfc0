package io.github.ablyspring.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar that runs alone, as somebody runs it who has nothing else.
 */
@Timeout(120)
class ExecutableJarIT {

	private static final Pattern READY = Pattern
		.compile("Ably emulator listening on (https?://127\\.0\\.0\\.1:(\\d+)) key=(\\S+)");

	private static final int TERMINATED = 143;

	@TempDir
	private Path directory;

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void endProcesses() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void saysInOneLineThatItAcceptsConnectionsAndEndsWhenAskedTo() throws Exception {
		Process process = run("--port=0");
		BufferedReader out = process.inputReader();
		Matcher ready = READY.matcher(out.readLine());
		assertThat(ready.matches()).isTrue();
		assertThat(ready.group(3)).isEqualTo(MainOptions.DEFAULT_KEY);

		assertThat(get(ready.group(1) + "/channels/jar/messages?key=" + ready.group(3))).isEqualTo("[]");
		assertThat(firstFrame(ready.group(1).replace("http", "ws") + "/?v=6&key=" + ready.group(3)))
			.startsWith("{\"action\":4,");

		process.toHandle().destroy();
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(TERMINATED);
		assertThat(out.readLine()).isNull();
		assertThat(errors()).contains("for development and tests").doesNotContain("Exception").doesNotContain("\tat ");
	}

	@Test
	void takesTheKeysItIsGiven() throws Exception {
		Process process = run("--port=0", "--key=abcdef.one:secret", "--tls", "--namespace=chat:mutable");
		assertThat(process.inputReader().readLine()).startsWith("Ably emulator listening on https://127.0.0.1:")
			.endsWith(" key=abcdef.one:secret");
	}

	@Test
	void warnsWhenOthersCanReachIt() throws Exception {
		Process process = run("--port=0", "--bind=0.0.0.0");
		assertThat(process.inputReader().readLine()).startsWith("Ably emulator listening on http://127.0.0.1:");
		assertThat(errors()).contains("THE ABLY EMULATOR LISTENS ON 0.0.0.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=x", "--key=nonsense", "--what", "help" })
	void explainsItselfWhenArgumentsMakeNoSense(String argument) throws Exception {
		Process process = run(argument);
		assertThat(process.waitFor()).isEqualTo(2);
		assertThat(process.inputReader().readLine()).isNull();
		assertThat(errors()).contains("--port=9010").doesNotContain("\tat ");
	}

	@Test
	void explainsItselfWhenAsked() throws Exception {
		Process process = run("--help");
		assertThat(process.waitFor()).isZero();
		assertThat(process.inputReader().lines()).anyMatch((line) -> line.contains("--port=9010"));
		assertThat(errors()).isEmpty();
	}

	@Test
	void saysThatThePortIsTaken() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Process process = run("--port=" + taken.getLocalPort());
			assertThat(process.waitFor()).isEqualTo(1);
			assertThat(process.inputReader().readLine()).isNull();
			assertThat(errors()).contains("cannot listen on").doesNotContain("\tat ");
		}
	}

	private Process run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
						System.getProperty("emulator.jar")));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(this.directory.resolve("errors").toFile());
		// with these a JVM says something of its own
		builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
		Process process = builder.start();
		this.processes.add(process);
		return process;
	}

	private String errors() throws IOException {
		return Files.readString(this.directory.resolve("errors"));
	}

	private static String get(String uri) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
		return HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
			.body();
	}

	private static String firstFrame(String uri) throws Exception {
		CompletableFuture<String> first = new CompletableFuture<>();
		HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(uri), new WebSocket.Listener() {

			private final StringBuilder text = new StringBuilder();

			@Override
			public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
				this.text.append(data);
				if (last) {
					first.complete(this.text.toString());
				}
				return WebSocket.Listener.super.onText(socket, data, last);
			}

			@Override
			public void onError(WebSocket socket, Throwable error) {
				first.completeExceptionally(error);
			}

		}).join();
		return first.get(20, TimeUnit.SECONDS);
	}

}
